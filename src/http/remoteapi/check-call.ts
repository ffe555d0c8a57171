import { matchesDigest, secretDigest } from '../../crm/secret-digest.ts';
import type { Options } from '../../actions/options/options.ts';
import type { RemoteQuery } from './remote-query.ts';

/** What a call comes to before the dispatcher: a reply, or the action it may ask for. */
export type CheckedCall = { readonly status: number; readonly text: string } | { readonly action: string };

export interface CallRules {
  readonly options: Options;
  readonly serial: string | undefined;
}

/** Ubilling takes these out of a key before it looks at it. */
const JUNK_IN_KEY = /[~@+?%/;=*><"'-]/g;
/** Names of files that hold actions of other names. */
const filesOfActions: ReadonlyMap<string, string> = new Map([
  ['mgcontrol', 'megogo'],
  ['mgqueue', 'megogo'],
  ['mgprocessing', 'megogo'],
  ['mgfreecleanup', 'megogo'],
  ['multigentotal', 'multigen'],
  ['multigentraff', 'multigen'],
  ['multigenpod', 'multigen'],
]);

/**
 * Ubilling's checks in its order: the switch, the key, the action. Two replies are what its handbook promises and its program
 * does not keep: a missing key is told, and so is a call that is switched off. `isKnown` when another key was good already.
 */
export function checkCall(query: RemoteQuery, { options, serial }: CallRules, isKnown: boolean): CheckedCall {
  if (!options.isOn('REMOTEAPI_ENABLED')) return { status: 403, text: 'ERROR:API_DISABLED' };
  const { action } = query.texts;
  if (!isKnown) {
    const refusal = checkKey(query, serial);
    if (refusal !== undefined) return refusal;
  }
  if (query.lists.has('action')) return { action: '' };
  if (action === undefined) return { status: 400, text: 'ERROR:GET_NO_ACTION' };
  if (isSwitchedOff(options, action)) return { status: 403, text: 'ERROR:ACTION_DISABLED' };
  return { action };
}

function checkKey(query: RemoteQuery, serial: string | undefined): CheckedCall | undefined {
  const { key, action } = query.texts;
  const isShown = key !== undefined || query.lists.has('key');
  if (!isShown && action !== 'identify') return { status: 401, text: 'ERROR:GET_NO_KEY' };
  if (serial === undefined) return { status: 503, text: 'ERROR:NO_UBSERIAL_EXISTS' };
  if (!isShown) return { status: 200, text: serial.slice(-4) };
  if (key === undefined || !isKey(key, serial)) return { status: 403, text: 'ERROR:GET_WRONG_KEY' };
  return undefined;
}

/** Compared in constant time. */
function isKey(key: string, serial: string): boolean {
  return matchesDigest(key.replaceAll(JUNK_IN_KEY, ''), secretDigest(serial));
}

function isSwitchedOff(options: Options, action: string): boolean {
  const off = options.list('REMOTEAPI_DISABLE_CALLS');
  return off.includes(action) || off.includes(filesOfActions.get(action) ?? action);
}
