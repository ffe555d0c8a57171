import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiHint } from '../../src/http/api-hint.ts';

const run = '/crm/provision/provision_id/7';

const hints: readonly (readonly [string, string | undefined])[] = [
  ['See how it goes with: omnicrm status 7', `See how it goes with: GET ${run}`],
  [
    'Let it go on with: omnicrm resume 7, or undo it with: omnicrm rollback 7',
    `Let it go on with: POST ${run}/resume, or undo it with: POST ${run}/rollback`,
  ],
  ['omnicrm retry 7 --play fixed', `POST ${run}/retry {"play": "fixed"}`],
  ['omnicrm retry 7 --from-failed', `POST ${run}/retry {"from_failed": true}`],
  ['Look at what it left with: omnicrm audit', undefined],
  ['--force overwrites a file', undefined],
  ['log in again', 'log in again'],
  ['A pre--emptive dash - and omnicrm.', 'A pre--emptive dash - and omnicrm.'],
];

test('hints name requests, never commands', () => {
  for (const [hint, expected] of hints) assert.equal(apiHint(hint), expected);
});
