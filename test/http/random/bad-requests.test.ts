import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendBadRequests } from './send-bad-requests.ts';

/** Another number: OMNICRM_BAD_REQUESTS=10000. */
const COUNT = Number(process.env['OMNICRM_BAD_REQUESTS'] ?? 600);

test(`${COUNT} bad requests: no 5xx, no stack, nothing written`, async t => {
  const statuses = await sendBadRequests(t, COUNT);
  assert.ok((statuses['400'] ?? 0) > COUNT / 10);
  t.diagnostic(JSON.stringify(statuses));
});
