import type { Config } from '../../config.ts';
import { backendOf, type KnownBackend } from './backend-of.ts';
import { plainBody } from './plain-body.ts';
import type { BackendObject, RunCall } from './types.ts';
import type { Identity, PlainCall, Written } from './written.ts';

/**
 * The objects that the calls of a run wrote to, in the order of the first write. Reads among the calls (with their replies)
 * tell what was there before, so that a row that existed is not taken for one that the run made. Values of rows stay in
 * memory; names and ids are all that is shown of them.
 */
export function objectsOf(calls: readonly RunCall[], config: Config): readonly BackendObject[] {
  const notes: Notes = { objects: new Map(), shown: new Map(), names: new Map() };
  for (const call of calls) {
    const backend = backendOf(config, call.url);
    const plain = plainCall(call, backend);
    for (const written of call.module === 'uri' ? backend.reader.writes(plain) : [otherModule(call)]) {
      note(notes, backend, written, call.task);
    }
    remember(notes, backend, plain);
  }
  return [...notes.objects.values()];
}

interface Notes {
  readonly objects: Map<string, BackendObject>;
  /** What replies showed of an object so far. */
  readonly shown: Map<string, BackendObject['before']>;
  /** Other names of an object (an HSS row's id), and the one it is kept under. */
  readonly names: Map<string, Identity>;
}

function plainCall({ method, url, body, reply }: RunCall, { base }: KnownBackend): PlainCall {
  const path = URL.canParse(url) ? new URL(url).pathname.slice(basePath(base).length) : '';
  return {
    method: method.toUpperCase(),
    path: path.replace(/^\//, '').split('/').map(decodeSafely),
    body: plainBody(body),
    status: reply?.status,
    reply: reply?.json,
  };
}

/** A module that is no HTTP call wrote somewhere that cannot be asked. */
function otherModule({ module, url }: RunCall): Written {
  return { kind: module, by: 'task', id: url === '' ? undefined : url, effect: 'changed' };
}

function note(notes: Notes, { backend, base }: KnownBackend, written: Written, task: string): void {
  const identity = notes.names.get(keyOf(base, written)) ?? written;
  const key = keyOf(base, identity);
  const earlier = notes.objects.get(key);
  if (earlier !== undefined) {
    const effect = earlier.effect === 'removed' && written.effect === 'created' ? 'changed' : earlier.effect;
    notes.objects.set(key, { ...earlier, effect, tasks: [...earlier.tasks, task] });
    return;
  }
  const before = notes.shown.get(key);
  const existed = before !== null && before !== undefined;
  const { kind, by, id, details = {} } = identity;
  const effect = written.effect === 'created' && existed ? 'changed' : written.effect;
  notes.objects.set(key, { backend, base, kind, by, id, details, effect, before, tasks: [task] });
}

/** What was shown first counts: later replies show what the run itself did. */
function remember(notes: Notes, { base, reader }: KnownBackend, call: PlainCall): void {
  for (const { row, also = [], ...identity } of reader.shows(call)) {
    const key = keyOf(base, identity);
    if (!notes.objects.has(key) && call.status !== undefined) notes.shown.set(key, row);
    for (const name of also) notes.names.set(keyOf(base, name), identity);
  }
}

function keyOf(base: string, { kind, by, id, details = {} }: Identity): string {
  return JSON.stringify([base, kind, by, id, details]);
}

function basePath(base: string): string {
  return URL.canParse(base) ? new URL(base).pathname.replace(/\/$/, '') : '';
}

function decodeSafely(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
