/** Actions that are plays of the operator: `actions/NAME.yaml`, with a reply in NAME.action.yaml beside it. */
import { existsSync, readdirSync } from 'node:fs';
import type { Config } from '../../config.ts';
import type { Action } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { optionalText, text } from '../params/kinds.ts';
import type { Param, ParamTable } from '../params/param.ts';
import { actionPlayFolders, playAbout, type PlayParameter } from './play-about.ts';

/** The play of that name as an action; undefined when there is none, or when it is only called by others. */
export function playAction(config: Pick<Config, 'playsPath'>, name: string): Action | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return undefined;
  const { reply, summary, gate, timeout, parameters } = playAbout(config, name);
  if (typeof reply !== 'string') return undefined;
  return defineAction({
    name,
    summary: summary ?? '',
    params: paramsOf(parameters),
    ...(gate === undefined ? {} : { gate }),
    ...(timeout === undefined ? {} : { timeout }),
    run: { play: name, reply },
  });
}

/** All of them, by name. */
export function playActions(config: Pick<Config, 'playsPath'>): readonly Action[] {
  const files = actionPlayFolders(config).flatMap(folder => (existsSync(folder) ? readdirSync(folder) : []));
  const names = files.filter(file => file.endsWith('.action.yaml')).map(file => file.slice(0, -'.action.yaml'.length));
  return [...new Set(names)].toSorted().flatMap(name => playAction(config, name) ?? []);
}

function paramsOf(parameters: Readonly<Record<string, PlayParameter>> = {}): ParamTable {
  return Object.fromEntries(Object.entries(parameters).map(([name, about]) => [name, paramOf(name, about)]));
}

function paramOf(
  name: string,
  { description: summary = '', required = false, missing, secret = false }: PlayParameter,
): Param<unknown> {
  if (!required) return optionalText({ summary, secret });
  return text({ summary, secret, missing: missing ?? `ERROR:NO_${name.toUpperCase()}` });
}
