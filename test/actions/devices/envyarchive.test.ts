import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readDeviceProfile } from '../../../src/actions/devices/device-profile.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { sealerOf } from '../../../src/store/sealer.ts';
import { openFloor, type TestFloor } from '../action-floor.ts';
import { startSilent, startSsh, startTelnet } from './device-servers.ts';
import { CONFIG, fakeShell } from './fake-shell.ts';

const options = { ENVY_ENABLED: '1' };
const saved = `${CONFIG.join('\n')}\n`;

interface Login {
  readonly port: number;
  readonly active?: number;
  readonly transport?: 'ssh' | 'telnet';
  readonly password?: string;
  readonly enable?: string;
}

/** Devices as the operator's dump has them: each of a model of its own, from number 11 on. */
async function openDevices(t: TestContext, logins: readonly Login[], more = {}): Promise<TestFloor> {
  const rows = logins.map((login, index) => rowsOf(11 + index, login));
  return openFloor(t, { ...options, ...more }, rows.join(';\n'));
}

function rowsOf(id: number, { port, active = 1, transport = 'ssh', password = 'pw', enable = '' }: Login): string {
  const script = `spawn ${transport} {IP}\nsend "terminal length 0\\r"`;
  return `INSERT INTO switchmodels (id,modelname) VALUES (${id},'m${id}');
INSERT INTO switches (id,modelid,ip,\`desc\`) VALUES (${id},${id},'127.0.0.1','');
INSERT INTO envyscripts (id,modelid,data) VALUES (${id},${id},'${script}');
INSERT INTO envydevices (id,switchid,active,login,password,enablepassword,custom1,port)
VALUES (${id},${id},${active},'admin','${password}','${enable}','c1',${port})`;
}

async function configs({ floor: { db } }: TestFloor): Promise<readonly (readonly [number, string])[]> {
  const rows = await db.selectFrom('device_config').selectAll().orderBy('device_config_id').execute();
  assert.ok(rows.every(({ config }) => sealerOf(db).isSealed(config)));
  return rows.map(({ switch_id, config }) => [switch_id, sealerOf(db).open(config)]);
}

async function told({ floor: { db } }: TestFloor): Promise<string> {
  const rows = await db.selectFrom('event').selectAll().execute();
  return JSON.stringify(rows);
}

for (const method of ['password', 'keyboard-interactive']) {
  test(`a switch gives its configuration by SSH, with ${method}`, async t => {
    const port = await startSsh(t, 'pw', () => fakeShell(), method);
    const at = await openDevices(t, [{ port }]);
    assert.equal((await at.call('envyarchive')).text, 'OK:ENVYARCHIVE');
    assert.deepEqual(await configs(at), [[11, saved]], await told(at));
  });
}

test('a switch gives it by telnet, behind a login and an enable password; every option is refused', async t => {
  const heard: Buffer[] = [];
  const port = await startTelnet(
    t,
    () => fakeShell(['admin', 'pw'], 'en'),
    bytes => heard.push(bytes),
  );
  const at = await openDevices(t, [{ port, transport: 'telnet', enable: 'en' }]);
  assert.equal((await at.call('envyarchive')).text, 'OK:ENVYARCHIVE');
  assert.deepEqual(await configs(at), [[11, saved]], await told(at));
  const bytes = Buffer.concat(heard);
  assert.ok(bytes.includes(Buffer.from([255, 252, 24])));
  assert.ok(bytes.includes(Buffer.from([255, 254, 1])));
});

test('a pager that cannot be turned off is pressed on, with a profile of the operator', async t => {
  const port = await startTelnet(t, () => fakeShell());
  const at = await openDevices(t, [{ port, transport: 'telnet' }]);
  mkdirSync(join(at.home, 'devices'));
  const profile = `prompt: '\\w+[#>] ?$'\ncommands: [show running-config]\nmore: --More--$\nending: [exit]\n`;
  writeFileSync(join(at.home, 'devices/cisco-ios.yaml'), profile);
  await at.call('envyarchive');
  assert.deepEqual(await configs(at), [[11, saved]], await told(at));
});

test('devices that are dead, silent, refuse or have no profile hold the others up in nothing', async t => {
  const good = await startSsh(t, 'pw', () => fakeShell());
  const telnet = await startTelnet(t, () => fakeShell(['admin', 'other']));
  const at = await openDevices(
    t,
    [
      { port: 9 },
      { port: await startSilent(t) },
      { port: await startSilent(t), transport: 'telnet' },
      { port: good, password: 'wrong' },
      { port: telnet, transport: 'telnet' },
      { port: await startTelnet(t, () => fakeShell(undefined, 'en')), transport: 'telnet', enable: 'wrong' },
      { port: good, active: 0 },
      { port: good },
      { port: good },
    ],
    { ENVY_TIMEOUT: '1', MULTI_ENVY_PROC: '4' },
  );
  await at.floor.db
    .updateTable('device_method')
    .set({ profile: 'model-19' })
    .where('switch_model_id', '=', 19)
    .execute();
  const { text, counts } = await at.call('envyarchive');
  assert.deepEqual([text, counts], ['OK:ENVYARCHIVE', { saved: 1, failed: 7 }], await told(at));
  assert.deepEqual(await configs(at), [[18, saved]]);
  const words = await told(at);
  for (const why of [
    'does not answer SSH',
    'took longer than 1 s',
    'refuses the login',
    'asks for the login again',
    'refuses the enable password',
    'no device profile model-19',
  ])
    assert.ok(words.includes(why), `${why}: ${words}`);
  assert.ok(!words.includes('wrong') && !words.includes('"pw"'));
});

test('a device that shows another SSH key than before does not get the password', async t => {
  const port = await startSsh(t, 'pw', () => fakeShell());
  const at = await openDevices(t, [{ port }]);
  const { db } = at.floor;
  await at.call('envyarchive');
  const first = await db.selectFrom('device_login').select('host_key').executeTakeFirstOrThrow();
  assert.match(first.host_key ?? '', /^[\w+/]{43}=$/);
  await db.updateTable('device_login').set({ host_key: 'another' }).execute();
  assert.deepEqual((await at.call('envyarchive')).counts, { failed: 1 });
  assert.match(await told(at), /another SSH key/);
  assert.equal((await configs(at)).length, 1);
});

test('what the dump holds comes in sealed', async t => {
  const sql = `${rowsOf(11, { port: 0, enable: 'en' })};
INSERT INTO envydata (id,switchid,date,config) VALUES (1,11,'2026-01-02 03:04:05','hostname old')`;
  const at = await openFloor(t, options, sql);
  const { db } = at.floor;
  const login = await db.selectFrom('device_login').selectAll().executeTakeFirstOrThrow();
  const secrets = [login.password, login.enable_password, login.custom].map(secret => secret ?? '');
  assert.ok(secrets.every(secret => sealerOf(db).isSealed(secret)));
  assert.deepEqual(
    secrets.map(secret => sealerOf(db).open(secret)),
    ['pw', 'en', 'c1'],
  );
  assert.equal(login.port, null);
  assert.deepEqual(await configs(at), [[11, 'hostname old']]);
  const method = await db.selectFrom('device_method').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual({ ...method }, { switch_model_id: 11, profile: 'cisco-ios', transport: 'ssh' });
});

test('a closed gate', async t => {
  const at = await openFloor(t);
  assert.equal((await at.call('envyarchive')).text, 'ERROR:ENVY DISABLED');
});

test('the shipped profiles read, and a wrong one names its file', async t => {
  const { home } = await openFloor(t);
  const names = readdirSync(join(packageRoot(), 'data/devices')).map(file => file.replace('.yaml', ''));
  assert.ok(names.length > 4);
  for (const name of names) assert.ok((await readDeviceProfile(home, name)).commands.length > 0);
  mkdirSync(join(home, 'devices'));
  writeFileSync(join(home, 'devices/mine.yaml'), "prompt: '#$'\ncomands: [x]\n");
  await assert.rejects(
    readDeviceProfile(home, 'mine'),
    /devices\/mine\.yaml is no device profile: unknown field comands/,
  );
  await assert.rejects(readDeviceProfile(home, '../mine'), { code: 'E_CONFIG' });
});
