import { OmnicrmError } from '../../errors.ts';
import type { FaultRule } from '../faults/rule.ts';
import { redactDiff } from '../redact.ts';
import type { JsonObject, SystemName } from '../simulator.ts';
import type { Lab, LabSeed } from '../types.ts';

/** What the control API needs of the lab: all but itself. */
export type ControlledLab = Omit<Lab, 'control' | 'close'> & { readonly stop: (() => void) | undefined };

interface ControlCall {
  /** What stands after the route's name. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

type Handler = (lab: ControlledLab, call: ControlCall) => unknown;

/** By method and the first segment after `/__lab/`; undefined is answered as `{"ok":true}`. */
export const controlRoutes: Readonly<Record<string, Handler>> = {
  'GET ping': () => ({ ok: true, pid: process.pid }),
  'GET settings': lab => lab.settings(),
  'GET state': (lab, { rest, query }) =>
    lab.state(rest === '' ? undefined : rest.replace(/^hss\/(\d+)$/, 'hss$1'), query.get('reveal') === '1'),
  'GET journal': (lab, { query }) => lab.journal.entries(journalFilter(query)),
  'GET faults': lab => lab.faults(),
  'POST faults': (lab, { body }) => {
    if (typeof body['set'] === 'string') return { ids: lab.faultSet(body['set']) };
    return { id: lab.fault(faultRule(body)) };
  },
  'DELETE faults': (lab, { rest }) => lab.clearFaults(rest === '' ? undefined : rest),
  'POST snapshot': (lab, { body }) => lab.snapshot(textOf(body, 'name')),
  'POST restore': (lab, { body }) => lab.restore(textOf(body, 'name')),
  'GET diff': (lab, { query }) => {
    const diff = lab.diff(query.get('from') ?? '', query.get('to') ?? 'now');
    return query.get('reveal') === '1' ? diff : redactDiff(diff);
  },
  'POST reset': lab => lab.reset(),
  'POST seed': (lab, { body }) => lab.seed(body as LabSeed),
  'GET digest': (lab, { query }) => ({ digest: lab.digest(systemsOf(query)) }),
  'GET clock': lab => ({ mode: lab.clock.mode, now: lab.clock.now().toISOString() }),
  'POST clock': async (lab, { body }) => {
    if (body['set'] !== undefined) lab.clock.set(textOf(body, 'set'));
    if (body['real'] === true) lab.clock.real();
    const events = body['advance'] === undefined ? [] : await lab.clock.advance(textOf(body, 'advance'));
    return { mode: lab.clock.mode, now: lab.clock.now().toISOString(), events };
  },
  'POST down': (lab, { body }) => lab.down(textOf(body, 'system')),
  'POST up': (lab, { body }) => lab.up(body['system'] === undefined ? undefined : textOf(body, 'system')),
  'POST stop': lab => {
    if (!lab.stop) throw new OmnicrmError('E_INPUT', 'this lab runs inside another program and ends with it');
    // After the answer is out.
    setTimeout(lab.stop, 20);
  },
};

function journalFilter(query: URLSearchParams): NonNullable<Parameters<Lab['journal']['entries']>[0]> {
  const texts = ['system', 'path', 'rpc'].filter(name => query.has(name)).map(name => [name, query.get(name)]);
  const numbers = ['since', 'status'].filter(name => query.has(name)).map(name => [name, Number(query.get(name))]);
  return { ...Object.fromEntries([...texts, ...numbers]), reveal: query.get('reveal') === '1' };
}

function faultRule(body: JsonObject): FaultRule {
  if (typeof body['effect'] !== 'object') throw new OmnicrmError('E_INPUT', 'a fault rule needs an effect');
  return body as unknown as FaultRule;
}

function systemsOf(query: URLSearchParams): SystemName[] | undefined {
  return query.get('systems')?.split(',') as SystemName[] | undefined;
}

function textOf(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new OmnicrmError('E_INPUT', `${name} is missing`);
  return value;
}
