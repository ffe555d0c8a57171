import { setTimeout as sleep } from 'node:timers/promises';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { pathInfo } from '../shared/path-info.ts';
import {
  absolutePath,
  integerArgument,
  optionalInteger,
  optionalText,
  textArgument,
} from '../shared/read-arguments.ts';
import { reachedWithoutMatch, type Reached } from './reached.ts';
import { pathReached } from './wait-for-path.ts';
import { portReached } from './wait-for-port.ts';

const STATES = ['absent', 'drained', 'present', 'started', 'stopped'] as const;

/** Ansible's `wait_for`: until a port or a file is as wanted, or so many seconds are over. */
export const waitFor: Module = {
  name: 'wait_for',
  effect: 'read',
  spec: {
    host: { type: 'str', default: '127.0.0.1' },
    port: { type: 'int' },
    path: { type: 'path' },
    state: { type: 'str', default: 'started', choices: STATES },
    search_regex: { type: 'str' },
    timeout: { type: 'int', default: 300 },
    connect_timeout: { type: 'int', default: 5 },
    delay: { type: 'int', default: 0 },
    sleep: { type: 'int', default: 1 },
    msg: { type: 'str' },
    exclude_hosts: { type: 'list', elements: 'str' },
    active_connection_states: { type: 'list', elements: 'str' },
  },
  checkMode: 'skip',
  run: runWaitFor,
};

async function runWaitFor(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const refusal = refusalOf(args);
  if (refusal !== null) return { changed: false, failed: true, msg: refusal, elapsed: 0 };
  const started = performance.now();
  const elapsed = (): number => Math.floor((performance.now() - started) / 1000);
  await sleep(integerArgument(args, 'delay') * 1000, undefined, { signal: context.signal });
  const reached = await reachedInTime(args, context, started);
  if (reached === null) return { changed: false, failed: true, msg: timeoutMessage(args), elapsed: elapsed() };
  return described(reached, args, context, elapsed());
}

function refusalOf(args: ModuleArguments): string | null {
  const [port, path, state] = [optionalInteger(args, 'port'), optionalText(args, 'path'), textArgument(args, 'state')];
  if (port !== null && path !== null) return 'port and path parameter can not both be passed to wait_for';
  if (path !== null && (state === 'stopped' || state === 'drained'))
    return `state=${state} should only be used for checking a port in the wait_for module`;
  if (state === 'drained' && port === null) return 'port is required for state=drained';
  return null;
}

/** Asks again every `sleep` seconds; null when `timeout` is over. Without port and path the time itself is awaited. */
async function reachedInTime(args: ModuleArguments, context: ModuleContext, started: number): Promise<Reached | null> {
  const end = started + integerArgument(args, 'timeout') * 1000;
  const probe = probeOf(args);
  if (probe === null) {
    await sleep(Math.max(0, end - performance.now()), undefined, { signal: context.signal });
    return reachedWithoutMatch;
  }
  for (;;) {
    const reached = await probe(args, context, end);
    if (reached !== null) return reached;
    const pause = Math.min(integerArgument(args, 'sleep') * 1000, end - performance.now());
    if (pause <= 0) return null;
    await sleep(pause, undefined, { signal: context.signal });
  }
}

function probeOf(args: ModuleArguments): typeof portReached | null {
  if (optionalInteger(args, 'port') !== null) return portReached;
  return optionalText(args, 'path') === null ? null : pathReached;
}

function described(reached: Reached, args: ModuleArguments, context: ModuleContext, elapsed: number): ModuleResult {
  const path = optionalText(args, 'path');
  return {
    changed: false,
    elapsed,
    match_groups: reached.groups,
    match_groupdict: reached.groupDict,
    path,
    port: optionalInteger(args, 'port'),
    search_regex: optionalText(args, 'search_regex'),
    state: textArgument(args, 'state'),
    ...(path === null ? {} : pathInfo(absolutePath(context, path))),
  };
}

const UNTIL: Readonly<Record<string, readonly [port: string, path: string]>> = {
  absent: [' to stop.', ' to be absent.'],
  stopped: [' to stop.', ' to be absent.'],
  drained: [' to drain', ''],
};

function timeoutMessage(args: ModuleArguments): string {
  const custom = optionalText(args, 'msg');
  if (custom !== null) return custom;
  const [path, state] = [optionalText(args, 'path'), textArgument(args, 'state')];
  const place = path ?? `${textArgument(args, 'host')}:${String(optionalInteger(args, 'port'))}`;
  const ending = UNTIL[state];
  if (ending !== undefined) return `Timeout when waiting for ${place}${ending[path === null ? 0 : 1]}`;
  const search = optionalText(args, 'search_regex');
  if (search !== null) return `Timeout when waiting for search string ${search} in ${place}`;
  return `Timeout when waiting for ${path === null ? '' : 'file '}${place}`;
}
