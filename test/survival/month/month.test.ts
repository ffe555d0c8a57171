import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareMonths } from './compare-months.ts';
import { crontabLines } from './firings.ts';
import { seeded } from '../random.ts';

test("Ubilling's nineteen lines over a month's turn: fired twice and killed, they charge what they charge in peace", async () => {
  assert.equal(crontabLines().length, 19);
  const report = await compareMonths({
    subscribers: 60,
    from: '2026-11-30',
    days: 2,
    mostPerDay: 1,
    random: seeded(7),
  });
  assert.deepEqual(report.lived.failed, []);
  assert.deepEqual(report.faults, []);
  assert.deepEqual(report.different, []);
  assert.equal(report.unsent, 0);
  assert.ok(report.charges > 60, String(report.charges));
});
