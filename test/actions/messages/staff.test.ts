import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMessageFloor } from './message-floor.ts';

const on = {
  STICKY_NOTES_ENABLED: '1',
  SALARY_ENABLED: '1',
  WAREHOUSE_ENABLED: '1',
  PSEUDOCRM_ENABLED: '1',
  FULL_BILLING_URL: 'https://billing/',
};
const sql = `
INSERT INTO jobtypes (id,jobname) VALUES (1,'cable');
INSERT INTO salary_jobprices (id,jobtypeid,price,unit,time) VALUES (1,1,'12.5','m',3);
INSERT INTO salary_jobs (id,date,taskid,employeeid,jobtypeid,factor,overprice) VALUES (1,NOW(),1,1,1,4,''),(2,NOW(),1,1,1,1,'99.9');
INSERT INTO wh_itemtypes (id,name,unit) VALUES (1,'router','pc');
INSERT INTO wh_in (id,itemtypeid,count,price) VALUES (1,1,2,'10'),(2,1,2,'20');
INSERT INTO wh_reserve (id,itemtypeid,count,employeeid) VALUES (1,1,3,1);
INSERT INTO crm_activities (id,leadid,date,admin,employeeid,state,notes) VALUES (1,1,'2026-11-21 10:00:00','admin',1,0,'call')`;

/** Calls, and what Worker is told. */
const told: readonly (readonly [string, string])[] = [
  ['stickynotify', '🗒 Notes for today: 2'],
  ['taskmannotify', '🛠 Jobs to do today: 1'],
  ['salarytelegram', 'Main 5: cable 4 m, 12 min, 50\nMain 5: cable 1 m, 3 min, 99.9\nTogether: 15 min, 149.9'],
  ['warehousetelegram', 'router: 3 pc\nWorth 45'],
  [
    'pseudocrm&param=openactnotify',
    'Open for you:\n#1 since 2026-11-21 10:00:00 https://billing/?module=pseudocrm&showactivity=1',
  ],
];

for (const [words, body] of told) {
  test(`${words} tells an employee once a day what is new`, async t => {
    const floor = await openMessageFloor(t, on, sql);
    for (let again = 0; again < 2; again++) assert.equal((await floor.call(words)).outcome, 'done');
    assert.deepEqual(await floor.messages(), [`telegram 111111 queued 0 ${body}`]);
  });
}

test('without senddog nothing is queued', async t => {
  const floor = await openMessageFloor(t, { ...on, SENDDOG_ENABLED: '0' }, sql);
  assert.equal((await floor.call('salarytelegram')).text, 'OK: SALARYTELEGRAM');
  assert.deepEqual(await floor.messages(), []);
});

test('a call of pseudocrm that is no word is not echoed', async t => {
  const floor = await openMessageFloor(t, on);
  assert.equal((await floor.call('pseudocrm&param=<b>')).text, 'ERROR:WRONG_PARAM');
});
