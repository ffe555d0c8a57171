import { OmnicrmError } from '../../errors.ts';
import type { FaultRule } from '../faults/rule.ts';
import { redactDiff } from '../redact.ts';
import { isObject, systemNames, textOf, type JsonObject, type SystemName } from '../simulator.ts';
import type { Lab } from '../types.ts';

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
  'POST snapshot': (lab, { body }) => lab.snapshot(textMember(body, 'name')),
  'POST restore': (lab, { body }) => lab.restore(textMember(body, 'name')),
  'GET diff': (lab, { query }) => {
    const diff = lab.diff(query.get('from') ?? '', query.get('to') ?? 'now');
    return query.get('reveal') === '1' ? diff : redactDiff(diff);
  },
  'POST reset': lab => lab.reset(),
  'POST seed': (lab, { body }) => lab.seed(body),
  'GET digest': (lab, { query }) => ({ digest: lab.digest(systemsOf(query)) }),
  'GET clock': lab => ({ mode: lab.clock.mode, now: lab.clock.now().toISOString() }),
  'POST clock': async (lab, { body }) => {
    if (body['set'] !== undefined) lab.clock.set(textMember(body, 'set'));
    if (body['real'] === true) lab.clock.real();
    const events = body['advance'] === undefined ? [] : await lab.clock.advance(textMember(body, 'advance'));
    return { mode: lab.clock.mode, now: lab.clock.now().toISOString(), events };
  },
  'POST down': (lab, { body }) => lab.down(textMember(body, 'system')),
  'POST up': (lab, { body }) => lab.up(body['system'] === undefined ? undefined : textMember(body, 'system')),
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
  const { id, match, when, effect } = body;
  if (!isObject(effect)) throw new OmnicrmError('E_INPUT', 'a fault rule needs an effect');
  return {
    ...(id === undefined ? {} : { id: textOf(id) }),
    match: isObject(match) ? match : {},
    ...(isObject(when) ? { when } : {}),
    effect,
  };
}

function systemsOf(query: URLSearchParams): SystemName[] | undefined {
  const names = query.get('systems')?.split(',');
  return names && systemNames.filter(name => names.includes(name));
}

function textMember(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new OmnicrmError('E_INPUT', `${name} is missing`);
  return value;
}
