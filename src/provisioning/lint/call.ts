/** What a `uri` task does to the operator's systems, as far as its text tells. */
import { settingsOf } from '../../engine/lint/module-defaults.ts';
import { around, allTasks } from '../../engine/lint/walk.ts';
import type { Script, ScriptTask } from '../../engine/lint/script.ts';
import { asDict, asText, listOf, textEntries } from '../../engine/load/tree.ts';
import type { Raw } from '../../template/index.ts';
import { kindOfRest, kindOfRpc, type CallKind } from './call-kind.ts';

export interface Call {
  readonly task: ScriptTask;
  /** GET, PUT, …; as written where it is a template. */
  readonly method: string;
  /** With the variables of the play in place of their names. */
  readonly url: string;
  /** The first plain word of the path that names a thing: `subscriber`, `inventory`. */
  readonly resource: string | undefined;
  /** The JSON-RPC method, such as ApierV2.SetAccount. */
  readonly rpc: string | undefined;
  readonly kind: CallKind;
}

const calls = new WeakMap<ScriptTask, Call | 'none'>();

/** The call of a task; undefined for other modules and for urls that say nothing. */
export function callOf(task: ScriptTask): Call | undefined {
  let call = calls.get(task);
  if (call === undefined) {
    call = readCall(task) ?? 'none';
    calls.set(task, call);
  }
  return call === 'none' ? undefined : call;
}

/** All calls of a playbook in the order they are written. */
export function callsOf(script: Script): Call[] {
  return [...allTasks(script)].flatMap(task => callOf(task) ?? []);
}

function readCall(task: ScriptTask): Call | undefined {
  if (task.module?.name !== 'uri') return undefined;
  const settings = settingsOf(task);
  const url = expand(asText(settings.get('url')) ?? '', task);
  const method = (asText(settings.get('method')) ?? 'GET').toUpperCase();
  const rpc = rpcMethod(settings.get('body'));
  const kind = rpc === undefined ? kindOfRest(method, url) : kindOfRpc(rpc);
  return { task, method, url, rpc, resource: resourceOf(url), kind };
}

/** A body with `method` and `params`, as a mapping or as JSON text. */
function rpcMethod(body: Raw | undefined): string | undefined {
  const entries = textEntries(asDict(body) ?? new Map());
  if (entries.has('method') && entries.has('params')) return asText(entries.get('method'));
  const text = asText(body);
  return text?.includes('"params"') === true ? /"method"\s*:\s*"([^"]+)"/.exec(text)?.[1] : undefined;
}

const lone = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

/** Puts the text of the vars around a task in the place of `{{ name }}`. */
function expand(text: string, task: ScriptTask): string {
  let expanded = text;
  for (let depth = 0; depth < 4 && expanded.includes('{{'); depth++) {
    expanded = expanded.replace(lone, (whole, name: string) => asText(varAround(name, task)) ?? whole);
  }
  return expanded;
}

function varAround(name: string, task: ScriptTask): Raw | undefined {
  for (const { entries } of [task, ...around(task)]) {
    const value = textEntries(asDict(entries.get('vars')) ?? new Map()).get(name);
    if (value !== undefined) return listOf(value)[0];
  }
  return undefined;
}

const generic = /^(?:api|rest|crm|v\d+(?:\.\d+)?|index\.php|)$/i;

function resourceOf(url: string): string | undefined {
  return pathWords(url).find(word => !generic.test(word));
}

/** The plain words of a url's path: without its host, its query and what templates give. */
export function pathWords(url: string): string[] {
  const plain = url.replaceAll(/\{\{.*?\}\}/g, '\0').replace(/[?#].*$/s, '');
  const path = plain.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\0+/, '');
  return path.split('/').filter(word => word !== '' && !word.includes('\0'));
}
