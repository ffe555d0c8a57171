import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSwitches } from '../../src/lab/switch/switches.ts';
import { openFloor, type TestFloor } from './action-floor.ts';
import { hasProgram } from './network/has-program.ts';

interface Watch {
  readonly check: string;
  readonly param: string;
  readonly operator?: string;
  readonly condition?: string;
  readonly action?: string;
  readonly last?: string;
}

/** The tasks in the place of the fixture's. */
async function watch({ floor }: TestFloor, tasks: Readonly<Record<string, Watch>>): Promise<void> {
  await floor.db.deleteFrom('monitor_task').execute();
  for (const [
    task_name,
    { check, param, operator = 'empty', condition = '', action = '', last = '' },
  ] of Object.entries(tasks)) {
    const row = { active: 1, task_name, check_type: check, param, operator, condition, alert_action: action };
    await floor.db
      .insertInto('monitor_task')
      .values({ ...row, last_value: last })
      .execute();
  }
}

async function values({ floor }: TestFloor): Promise<Readonly<Record<string, string>>> {
  const rows = await floor.db.selectFrom('monitor_task').select(['task_name', 'last_value']).execute();
  return Object.fromEntries(rows.map(row => [row.task_name, row.last_value]));
}

async function told({ floor }: TestFloor): Promise<readonly string[]> {
  return (await floor.db.selectFrom('event').select('body').orderBy('event_id').execute()).map(row => row.body);
}

const ON = { WATCHDOG_ENABLED: '1' };

test('every kind of check', async t => {
  const web = createServer((_request, response) => response.end(' up \n')).listen(0, '127.0.0.1');
  await once(web, 'listening');
  t.after(() => web.close());
  const { port } = web.address() as AddressInfo;
  const agents = await startSwitches([{ address: '127.0.4.1', name: 'omnitest' }]);
  t.after(() => agents.close());
  const open = await openFloor(t, { ...ON, SNMP_PORT: String(agents.port) });
  writeFileSync(join(open.home, 'flag'), '');
  await open.floor.db.updateTable('subscriber_profile').set({ octets_up: 2, octets_down: 40 }).execute();
  await watch(open, {
    web: { check: 'httpget', param: `http://127.0.0.1:${port}/` },
    'no web': { check: 'httpget', param: 'http://127.0.0.1:1/' },
    tcp: { check: 'tcpping', param: `127.0.0.1:${port}` },
    'tcp closed': { check: 'tcpping', param: '127.0.0.1:1' },
    words: { check: 'script', param: `/bin/echo 'a  b' $HOME` },
    snmp: { check: 'snmpwalk', param: '127.0.4.1:public:.1.3.6.1.2.1.1.5.0' },
    disk: { check: 'freediskspace', param: open.home },
    traffic: { check: 'getusertraff', param: 'alice' },
    file: { check: 'fileexists', param: join(open.home, 'flag') },
    'no file': { check: 'fileexists', param: join(open.home, 'none') },
  });
  const reply = await open.call('watchdog');
  assert.equal(reply.text, 'OK:WATCHDOG');
  const { disk, ...found } = await values(open);
  assert.match(disk ?? '', /^\d+(\.\d{1,2})?$/);
  assert.deepEqual(found, {
    web: 'up',
    'no web': '',
    tcp: 'true',
    'tcp closed': 'false',
    words: 'a  b $HOME',
    snmp: '"omnitest"',
    traffic: '42',
    file: 'true',
    'no file': 'false',
  });
});

test('echoes', { skip: hasProgram('fping') ? false : 'fping is not installed' }, async t => {
  const open = await openFloor(t, ON);
  assert.deepEqual((await open.call('watchdog')).counts, { checked: 2, fired: 2, messages: 1 });
  assert.deepEqual(await values(open), { 'local ping': 'true', 'dead ping': 'false' });
  assert.deepEqual(await told(open), ['WATCHDOG NOTIFY THAT `local ping true`', 'WATCHDOG NOTIFY THAT `dead ping`']);
  const messages = await open.floor.db.selectFrom('message').select(['channel', 'recipient', 'body']).execute();
  assert.deepEqual(messages, [{ channel: 'telegram', recipient: '333333', body: 'Alert: dead ping' }]);
});

function echo(value: string, operator: string, condition = '', last = ''): Watch {
  return { check: 'script', param: `/bin/echo ${value}`, operator, condition, last, action: 'log' };
}

test('operators', async t => {
  const open = await openFloor(t, ON);
  await watch(open, {
    above: echo('7', '>', '5'),
    'not above': echo('7', '>', '7'),
    'at least': echo('7', '>=', '7'),
    like: echo('abc', 'like', 'b'),
    'not like': echo('abc', 'notlike', 'b'),
    changed: echo('8', 'changed', '', '7'),
    'not changed': echo('8', 'notchanged', '', '7'),
    rised: echo('10', 'rised', '', '9'),
    decreased: echo('10', 'decreased', '', '9'),
    empty: echo('', 'empty'),
  });
  await open.call('watchdog');
  const fired = (await told(open)).map(body => body.split('`')[1]);
  assert.deepEqual(fired, ['above', 'at least', 'like', 'changed', 'rised', 'empty']);
});

test('messages go to those the task and the settings name', async t => {
  const open = await openFloor(t, ON);
  const settings = { WATCHDOG_PHONES: '+1,+2', WATCHDOG_EMAILS: 'noc@example.net' };
  for (const [setting_name, value] of Object.entries(settings))
    await open.floor.db.insertInto('setting').values({ setting_name, value }).execute();
  const fire = { check: 'script', param: '/bin/echo 7', operator: 'notempty', last: '6' };
  await watch(open, {
    all: { ...fire, action: 'sms{+3},email,telegram(44),oldresult,andresult' },
    few: { ...fire, action: 'sms noprimary {+4}, telegram no_tg_primary (55)' },
  });
  await open.call('watchdog');
  const rows = await open.floor.db.selectFrom('message').select(['channel', 'recipient', 'body']).execute();
  const sent = rows.map(row => `${row.channel} ${row.recipient} ${row.body}`);
  const all = ['email noc@example.net', 'telegram 333333', 'telegram 44', 'sms +1', 'sms +2', 'sms +3'];
  assert.deepEqual(sent, [...all.map(to => `${to} Alert: all 6 7`), 'telegram 55 Alert: few', 'sms +4 Alert: few']);
});

test('a task that cannot be carried out is told, and the next one has its turn', async t => {
  const open = await openFloor(t, ON);
  const flag = join(open.home, 'ran');
  await watch(open, {
    odd: { check: 'onepunch', param: 'x' },
    'no program': { check: 'script', param: '/nowhere/it' },
    'no action': { check: 'fileexists', param: '/', operator: '=true' },
    last: { check: 'fileexists', param: '/', operator: '=true', action: `script [/usr/bin/touch ${flag}]` },
    flag: { check: 'fileexists', param: flag },
  });
  const reply = await open.call('watchdog');
  assert.deepEqual([reply.text, reply.counts], ['OK:WATCHDOG', { failed: 3, checked: 3, fired: 2 }]);
  assert.match(
    (await told(open)).join('\n'),
    /`odd` FAILED: there is no check 'onepunch'\n.*`no program` FAILED: there is no/,
  );
  await open.call('watchdog');
  assert.equal((await values(open))['flag'], 'true');
});

test('in maintenance nothing is looked at', async t => {
  const open = await openFloor(t, ON);
  await open.floor.db.insertInto('setting').values({ setting_name: 'WATCHDOG_MAINTENANCE', value: '1' }).execute();
  assert.deepEqual((await open.call('watchdog')).counts, {});
  assert.deepEqual(await told(open), ['WATCHDOG MAINTENANCE TASKS SKIPPED']);
});
