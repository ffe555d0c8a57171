import { didYouMean, OmnicrmError } from '../../errors.ts';
import type { FaultRule } from './rule.ts';

/** Troubles that are met often, by name. */
const sets: Readonly<Record<string, readonly FaultRule[]>> = {
  flaky: [
    { when: { probability: 0.025 }, effect: { status: { code: 503 } } },
    { when: { probability: 0.025 }, effect: { reset: 'headers' } },
  ],
  slow: [{ effect: { latency: { ms: 800, jitter: 400 } } }],
  'ocs-down': [{ match: { system: 'ocs' }, effect: { down: {} } }],
  'hss2-down': [{ match: { instance: 'hss2' }, effect: { down: {} } }],
  'commit-then-reset': [{ when: { times: 1 }, effect: { reset: 'headers', commit: true } }],
  'sms-dead': [{ match: { system: 'sms' }, effect: { down: {} } }],
  'mail-dead': [{ match: { system: 'smtp' }, effect: { down: {} } }],
  'pay-lost': [
    {
      match: { system: 'pay', method: 'POST', path: '/v1/payment_intents' },
      when: { times: 1 },
      effect: { reset: 'headers', commit: true },
    },
  ],
};

export function faultSetNames(): readonly string[] {
  return Object.keys(sets);
}

/** The rules of a named set. Throws E_NOT_FOUND with the nearest name. */
export function faultSet(name: string): readonly FaultRule[] {
  const rules = Object.hasOwn(sets, name) ? sets[name] : undefined;
  if (rules) return rules;
  const near = didYouMean(name, faultSetNames());
  const hint = near === undefined ? `there are ${faultSetNames().join(', ')}` : `did you mean ${near}?`;
  throw new OmnicrmError('E_NOT_FOUND', `no set of faults is called ${name}`, { hint });
}
