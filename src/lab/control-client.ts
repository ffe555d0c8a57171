/** The control API of a lab in another process. */

import { OmnicrmError, type ErrorCode } from '../errors.ts';
import type { ClockEvent } from './clock.ts';
import type { LabDiff } from './diff.ts';
import type { ArmedFault } from './faults/fault-list.ts';
import type { FaultRule } from './faults/rule.ts';
import type { JournalFilter } from './journal.ts';
import { isObject, parseJson, textOf, type Json, type SystemName } from './simulator.ts';
import type { LabSeed, LabSettings } from './types.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface LabControl {
  readonly url: string;
  readonly token: string;
}

export interface ClockState {
  readonly mode: 'real' | 'virtual';
  readonly now: string;
  readonly events?: readonly ClockEvent[];
}

/** The process id of the lab that answers. Throws E_BACKEND_DOWN, as all of these, when none does. */
export const labPing = (lab: LabControl): Promise<{ readonly pid: number }> => call(lab, 'GET', 'ping');
export const labSettings = (lab: LabControl): Promise<LabSettings> => call(lab, 'GET', 'settings');

/** The data of all systems or of one (`ocs`, `hss2`, …). */
export const labState = (lab: LabControl, name = '', reveal = false): Promise<Json> =>
  call(lab, 'GET', `state/${name}${query({ reveal })}`);
export const labJournal = (lab: LabControl, filter: JournalFilter = {}): Promise<readonly JournalEntry[]> =>
  call(lab, 'GET', `journal${query(filter)}`);
export const labFault = (lab: LabControl, rule: FaultRule): Promise<{ readonly id: string }> =>
  call(lab, 'POST', 'faults', rule);
export const labFaultSet = (lab: LabControl, set: string): Promise<{ readonly ids: readonly string[] }> =>
  call(lab, 'POST', 'faults', { set });
export const labFaults = (lab: LabControl): Promise<readonly ArmedFault[]> => call(lab, 'GET', 'faults');

/** Clears one fault or all. */
export const labClearFaults = (lab: LabControl, id = ''): Promise<unknown> => call(lab, 'DELETE', `faults/${id}`);
export const labSnapshot = (lab: LabControl, name: string): Promise<unknown> => call(lab, 'POST', 'snapshot', { name });
export const labRestore = (lab: LabControl, name: string): Promise<unknown> => call(lab, 'POST', 'restore', { name });
export const labDiff = (lab: LabControl, from: string, to = 'now'): Promise<LabDiff> =>
  call(lab, 'GET', `diff${query({ from, to })}`);
export const labReset = (lab: LabControl): Promise<unknown> => call(lab, 'POST', 'reset');
export const labSeed = (lab: LabControl, seed: LabSeed): Promise<unknown> => call(lab, 'POST', 'seed', seed);
export const labSetClock = (
  lab: LabControl,
  change: { readonly set?: string; readonly advance?: string; readonly real?: true },
): Promise<ClockState> => call(lab, 'POST', 'clock', change);
export const labTakeDown = (lab: LabControl, system: string): Promise<unknown> => call(lab, 'POST', 'down', { system });
export const labBringUp = (lab: LabControl, system?: string): Promise<unknown> => call(lab, 'POST', 'up', { system });
export const labStop = (lab: LabControl): Promise<unknown> => call(lab, 'POST', 'stop');

export async function labDigest(lab: LabControl, systems?: readonly SystemName[]): Promise<string> {
  const { digest } = await call<{ digest: string }>(lab, 'GET', `digest${query({ systems: systems?.join(',') })}`);
  return digest;
}

async function call<T>(lab: LabControl, method: string, path: string, body?: object): Promise<T> {
  const response = await send(lab, method, path, body);
  const text = await response.text();
  if (!response.ok) throw refusal(parseJson(text));
  const answer: T = JSON.parse(text);
  return answer;
}

async function send(
  { url, token }: LabControl,
  method: string,
  path: string,
  body: object | undefined,
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    return await fetch(`${url}/__lab/${path}`, { method, headers, signal: AbortSignal.timeout(10_000), ...content });
  } catch (cause) {
    throw new OmnicrmError('E_BACKEND_DOWN', `the lab does not answer at ${url}`, {
      cause,
      hint: 'start it with: omnicrm lab up --detach',
    });
  }
}

/** The lab's own error again, on this side. */
function refusal(answer: Json | undefined): OmnicrmError {
  const { code, message, hint } = isObject(answer) ? answer : {};
  const known = codes.find(candidate => candidate === code) ?? 'E_INTERNAL';
  return new OmnicrmError(known, textOf(message), { hint: typeof hint === 'string' ? hint : undefined });
}

/** The codes that the control API answers with. */
const codes: readonly ErrorCode[] = ['E_NOT_FOUND', 'E_INPUT', 'E_BACKEND_DOWN', 'E_NOT_ALLOWED'];

function query(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  const parameters = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, value === true ? '1' : String(value)]),
  );
  return parameters.size > 0 ? `?${parameters.toString()}` : '';
}
