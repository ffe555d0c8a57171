/** What no recording shows of the dial plan's questions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFloor } from './action-floor.ts';

const options = { ASTERISK_ENABLED: '1', TELEPONY_ENABLED: '1', CALLMEBACK_ENABLED: '1', SMARTUP_ENABLED: '1' };

/** Requests in their order, with what comes back. */
type Talk = readonly (readonly [string, string])[];

const talks: Readonly<Record<string, Talk>> = {
  'the state of a caller, alone and with money': [
    ['asterisk&param=userstatus&number=0501112233', '1'],
    ['asterisk&param=userstatus&number=0502223344', '2'],
    ['asterisk&param=userstatus&number=503334455', '3'],
    ['asterisk&param=userstatus&number=0999999999&getmoney=1', '0'],
    ['asterisk&param=userstatus&number=0501112233&getmoney=1', base64('a:3:{i:0;i:1;i:1;d:500;i:2;d:250;}')],
    ['asterisk&param=userstatus&number=0506667788&getmoney=1', base64('a:3:{i:0;i:2;i:1;d:-1001;i:2;d:250;}')],
    ['telepony&number=%2B38(050)444-55-66', '1'],
    ['telepony&number=80505556677', '3'],
    ['telepony', 'ERROR: EMPTY NUMBER'],
  ],
  'a pause and its end': [
    ['asterisk&param=setpause&login=alice', 'ASTERISK SET PAUSE SUCCESSFUL FOR  alice'],
    ['asterisk&param=setpause&login=alice', 'ASTERISK SET PAUSE UNSUCCESSFUL: PAUSE IS CURRENTLY ACTIVE'],
    [
      'asterisk&param=setunpause&login=alice&number=0501112233',
      'ASTERISK UNPAUSE SUCCESSFUL FOR  alice FROM MOBILE: 0501112233',
    ],
    [
      'asterisk&param=setunpause&login=alice&number=0501112233',
      'ASTERISK UNPAUSE UNSUCCESSFUL FOR  alice FROM MOBILE: 0501112233: PAUSE IS NOT ACTIVE',
    ],
    ['asterisk&param=setpause&login=nosuch', 'ASTERISK SET PAUSE SUCCESSFUL FOR  nosuch'],
  ],
  'mobiles are added up to a limit': [
    ['asterisk&param=addusermobile&login=henry&number=0961112233', '{"SUCCES":"Mobile added"}'],
    [
      'asterisk&param=addusermobile&login=henry&number=0961112233',
      '{"ERROR":"Such mobile already exists for this user"}',
    ],
    ['asterisk&param=addusermobile&login=henry&number=0961112244&maxmobilesamnt=2', '{"SUCCES":"Mobile added"}'],
    [
      'asterisk&param=addusermobile&login=henry&number=0961112255&maxmobilesamnt=2',
      '{"ERROR":"Max mobiles count threshold reached"}',
    ],
    ['asterisk&param=addusermobile&login=nosuch&number=0961112255', '{"SUCCES":"Mobile added"}'],
    ['asterisk&param=login&number=0961112255', 'ERROR: NOT OUR USER'],
    ['asterisk&param=login&number=0961112244', 'henry'],
  ],
  'odd numbers find nobody': [
    ['asterisk&param=login&number=501112233', 'ERROR: NOT OUR USER'],
    ["asterisk&param=getcontractsbymobile&number=%25' or 1=1", '[]'],
    ['asterisk&param=getcontractsbymobile&number=_', '[]'],
    ['asterisk&param=setcredit&login=bob&money=1e9', 'ERROR: MISTAKE PARAMETR'],
    ['asterisk&param=constructor&number=0501112233', 'ERROR: MISTAKE PARAMETR'],
    ['asterisk&param=login&number=0501112233&money=1e9', 'alice'],
    ['asterisk&param=setcredit&money=1e9', 'ERROR: NOT HAVE NUMBER'],
    ['asterisk&param=getuserspends&login=henry', '{"Home100":{"price":"250","daysperiod":"month"}}'],
    ['asterisk&param=getuserdatabymobile&number=09991', '[]'],
  ],
  'requests to be called': [
    ['callmeback', 'ERROR:EMPTY_PARAM'],
    ['callmeback&param=no digits', 'OK:CALLMEBACK'],
    ['callmeback&param=%2B38 050 111-22-33', 'OK:CALLMEBACK'],
  ],
  'what a TV service asks': [
    ['smartup', 'ERROR: EMPTY PARAM'],
    ['smartup&param=else', 'ERROR: WRONG PARAM'],
    ['smartup&param=user', 'ERROR: NO IP'],
    ['smartup&param=info', 'ERROR: NO LOGIN'],
    ['smartup&param=user&ip=10.0.0.11', '{"login":"alice","tp":"Home100"}'],
    ['smartup&param=user&ip=10.0.0.1', '{"error":"user not exists"}'],
    ['smartup&param=info&login=carol', '{"fio":null,"balance":"0","tariff":"Home100","account":"1782484163"}'],
    [
      'smartup&param=info&login=bob',
      '{"fio":"\\u0411\\u043e\\u0431 \\u0422\\u0435\\u0441\\u0442\\u0435\\u043d\\u043a\\u043e","balance":"-30","tariff":"Home100","account":"4123767104"}',
    ],
  ],
};

for (const [name, talk] of Object.entries(talks)) {
  test(name, async t => {
    const { call } = await openFloor(t, options);
    for (const [words, reply] of talk) assert.equal((await call(words)).text, reply, words);
  });
}

function unavailable(why: string): string {
  return `ASTERISK CREDIT NOT AVAILABLE: ${why}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

test('only digits of a request to be called are kept', async t => {
  const { call, floor } = await openFloor(t, options);
  await call('callmeback&param=%2B38 050 111-22-33');
  const rows = await floor.db.selectFrom('callback_request').select(['number', 'state']).execute();
  assert.deepEqual(rows, [{ number: '380501112233', state: 'undone' }]);
});

test('who has no tariff is told no days', async t => {
  const { call } = await openFloor(t, options, "UPDATE users SET Tariff='*_NO_TARIFF_*'");
  for (const login of ['alice', 'bob', 'nosuch']) {
    assert.equal((await call(`asterisk&param=getonlinedaysleft&login=${login}`)).text, '0', login);
  }
});

test('what is done for nobody has the original’s text, and is an error all the same', async t => {
  const { call } = await openFloor(t, options);
  for (const words of ['setpause&login=nosuch', 'setpause&number=1', 'addusermobile&login=nosuch&number=1']) {
    const { outcome, text } = await call(`asterisk&param=${words}`);
    assert.deepEqual([outcome, /SUCC/.test(text)], ['refused', true], words);
  }
});

test('a switch that is dead, and used up days of freezing', async t => {
  const { call, floor } = await openFloor(t, { ...options, FREEZE_DAYS_CHARGE_ENABLED: '1' });
  await floor.db.updateTable('switch').set({ alive: 0 }).where('switch_id', '=', 2).execute();
  assert.equal((await call('asterisk&param=swstatus&number=0502223344')).text, 'DIE');
  assert.equal((await call('asterisk&param=swstatus&number=0501112233')).text, 'OK');
  const refused = await call('asterisk&param=setpause&login=alice');
  assert.equal(refused.text, 'ASTERISK SET PAUSE UNSUCCESSFUL: NO AVAILABLE FREEZE DAYS LEFT');
});

test('a promised credit with the operator’s checks', async t => {
  const checked = { ...options, ASTERISK_SC_CHECK_ENABLED: '1', ASTERISK_SC_TARIFFSALLOWED: 'Home100, Day10' };
  const { call, floor } = await openFloor(t, checked);
  const ask = async (login: string, more = {}) =>
    (await call(`asterisk&param=setcredit&login=${login}&money=2000&expiredays=2`, more)).text;
  assert.equal(await ask('bob'), unavailable('NOT PAYED PREVIOUSLY'));
  await floor.db.updateTable('credit').set({ created: '2026-11-10T00:00:00.000Z' }).execute();
  assert.equal(await ask('bob'), unavailable('ALREADY TOOK'));
  await floor.db.updateTable('credit').set({ created: '2026-10-10T00:00:00.000Z' }).execute();
  await floor.db.updateTable('subscriber').set({ tariff_id: 5 }).where('login', '=', 'frank').execute();
  assert.equal(await ask('frank'), unavailable('NOT ALLOWED FOR TARIFF'));
  assert.equal(await ask('bob'), 'ASTERISK CREDIT SET SUCCESSFULY');
  const last = await floor.db.selectFrom('credit').selectAll().orderBy('credit_id', 'desc').executeTakeFirst();
  assert.deepEqual([last?.source, last?.credit_minor, last?.credit_until], ['cabinet', 200_000, '2026-11-23']);
});

test('passwords are in the reply and not in the record', async t => {
  const { call, floor } = await openFloor(t, options);
  const words = 'asterisk&param=getuserdatabylogin&login=alice&userpass=pw1';
  assert.match((await call(words, { dryRun: true })).text, /"Password":"pw1"/);
  const reply = await call(words);
  assert.match(reply.text, /"Password":"pw1"/);
  const runs = await floor.db.selectFrom('action_run').select(['params', 'reply']).execute();
  assert.equal(runs.length, 2);
  assert.doesNotMatch(JSON.stringify(runs), /pw1/);
});

test('cards: the guess is kept with where it came from', async t => {
  const { call, floor } = await openFloor(t, options);
  assert.equal((await call('asterisk&param=paycardpay&login=bob&paycardnum=5')).text, 'ASTERISK PAYCARD NOT EXISTS');
  const guesses = await floor.db.selectFrom('guess').selectAll().where('kind', '=', 'card').execute();
  assert.deepEqual(
    guesses.map(guess => [guess.value, guess.login, guess.address]),
    [['5', 'bob', '10.0.0.12']],
  );
});
