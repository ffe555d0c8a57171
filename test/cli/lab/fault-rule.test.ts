import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FaultOptions, faultRuleOf } from '../../../src/cli/commands/lab/fault-rule.ts';
import { OmnicrmError } from '../../../src/errors.ts';

const cases: [string, string, FaultOptions, object][] = [
  [
    'a status',
    'ocs',
    { kind: 'status', status: '503' },
    { match: { system: 'ocs' }, effect: { status: { code: 503 } } },
  ],
  [
    'a status without its kind',
    'sms',
    { status: '429' },
    { match: { system: 'sms' }, effect: { status: { code: 429 } } },
  ],
  [
    'the third call, after it was carried out',
    'hss2',
    { kind: 'reset', nth: '3', commit: true },
    { match: { instance: 'hss2' }, when: { nth: 3 }, effect: { reset: 'headers', commit: true } },
  ],
  [
    'one procedure',
    'ocs',
    { kind: 'rpc-error', rpc: '*.SetAccount', message: 'SERVER_ERROR: no', times: '1' },
    { match: { system: 'ocs', rpc: '*.SetAccount' }, when: { times: 1 }, effect: { rpcError: 'SERVER_ERROR: no' } },
  ],
  ['payments by their other name', 'stripe', { kind: 'down' }, { match: { system: 'pay' }, effect: { down: {} } }],
];

for (const [what, system, options, rule] of cases) {
  test(`fault: ${what}`, () => assert.deepEqual(faultRuleOf(system, options), rule));
}

for (const [what, system, options] of [
  ['an unknown system', 'oscar', { kind: 'down' }],
  ['an unknown kind', 'ocs', { kind: 'rpcerror' }],
  ['no kind', 'ocs', {}],
  ['a number that is none', 'ocs', { kind: 'down', nth: 'x' }],
] as const) {
  test(`fault: ${what} is wrong usage`, () => {
    assert.throws(
      () => faultRuleOf(system, options),
      error => error instanceof OmnicrmError && error.code === 'E_USAGE',
    );
  });
}
