import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMessageFloor } from './message-floor.ts';

const on = { REMINDER_ENABLED: '1', REMINDER_DAYS_THRESHOLD: '80', REMINDER_TEMPLATE: '{REALNAME} {CASH} {CURDATE}' };

test('whose money ends soon is told once in a threshold of days', async t => {
  const floor = await openMessageFloor(t, on);
  const say = async (asOf: string): Promise<number> => {
    await floor.call('reminder', { asOf });
    return (await floor.messages()).length;
  };
  assert.equal(await say('2026-11-21'), 1);
  assert.deepEqual(await floor.messages(), ['sms +380501112233 queued 0 Alice Testova 500 2026-11-21']);
  assert.equal(await say('2026-11-21'), 1);
  assert.equal(await say('2026-12-30'), 1);
  assert.equal(await say('2027-02-10'), 2);
});

test('forced, all who have the tag are told, in Latin letters', async t => {
  const floor = await openMessageFloor(t, { ...on, REMINDER_USE_EXTMOBILES: '1' });
  await floor.call('reminder&param=force');
  await floor.call('reminder&param=force');
  assert.deepEqual(await floor.messages(), [
    'sms +380501112233 queued 0 Alice Testova 500 2026-11-21',
    'sms +380671112233 queued 0 Alice Testova 500 2026-11-21',
    'sms +380504445566 queued 0 Erin ONeil -100 2026-11-21',
  ]);
});

test('whose credit ends soon is told with its own text', async t => {
  const options = {
    ...on,
    REMINDER_ENABLED: '2',
    REMINDER_CONSIDER_CREDIT: '1',
    REMINDER_DAYS_THRESHOLD_CREDIT: '3',
    REMINDER_TEMPLATE_CREDIT: '{LOGIN} owes',
  };
  const floor = await openMessageFloor(t, options);
  await floor.floor.db
    .updateTable('subscriber')
    .set({ credit_until: '2026-11-23' })
    .where('login', '=', 'erin')
    .execute();
  await floor.call('reminder');
  assert.deepEqual(await floor.messages(), ['sms +380504445566 queued 0 erin owes']);
});

test('who has used nearly all freeze days is told while frozen', async t => {
  const options = {
    ...on,
    REMINDER_ENABLED: '2',
    REMINDER_CONSIDER_FROZEN: '1',
    FREEZE_DAYS_CHARGE_ENABLED: '1',
    REMINDER_DAYS_THRESHOLD_FROZEN: '2',
    REMINDER_TEMPLATE_FROZEN: '{LOGIN} thaws',
  };
  const floor = await openMessageFloor(t, options, "INSERT INTO tags (tagid,login) VALUES (36,'dave')");
  await floor.call('reminder');
  assert.deepEqual(await floor.messages(), ['sms +380503334455 queued 0 dave thaws']);
});
