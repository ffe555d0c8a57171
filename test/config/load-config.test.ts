import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Config, loadConfig } from '../../src/config.ts';
import { OmnicrmError } from '../../src/errors.ts';

let folder = '';
let home = '';
let cwd = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnicrm-config-'));
  [home, cwd] = [join(folder, 'home'), join(folder, 'project')];
  for (const made of [home, cwd, join(folder, 'xdg/omnicrm')]) mkdirSync(made, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(env: Record<string, string> = {}, flags: Record<string, string> = {}): Promise<Config> {
  return loadConfig({ env: { OMNICRM_HOME: home, XDG_CONFIG_HOME: join(folder, 'xdg'), ...env }, cwd, flags });
}

function write(where: string, text: string): string {
  const file = join(where, 'crm_config.yaml');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function origin(config: Config, path: string): string | undefined {
  return config.entries.get(path)?.origin;
}

async function failure(work: Promise<unknown>): Promise<OmnicrmError> {
  const error: unknown = await work.then(
    () => undefined,
    reason => reason,
  );
  assert.ok(error instanceof OmnicrmError);
  return error;
}

describe('order of sources', () => {
  test('flag, environment, project, home, user, default: each wins over the next', async () => {
    const config = async (): Promise<string> => (await load()).currency;
    assert.equal(await config(), 'USD');
    write(join(folder, 'xdg/omnicrm'), 'currency: CHF');
    assert.equal(await config(), 'CHF');
    write(home, 'currency: EUR');
    assert.equal(await config(), 'EUR');
    write(cwd, 'currency: GBP');
    assert.equal(await config(), 'GBP');
    assert.equal((await load({ OMNICRM_CURRENCY: 'SEK' })).currency, 'SEK');
    assert.equal((await load({ OMNICRM_CURRENCY: 'SEK' }, { currency: 'NOK' })).currency, 'NOK');
  });

  test('each value knows its origin', async () => {
    const file = write(home, 'ocs: {OCS: "10.0.0.1:2080"}');
    const config = await load({ OMNICRM_SMS_SOURCE: 'ISP' }, { 'crm.base_url': 'http://h:1' });
    assert.equal(origin(config, 'ocs.OCS'), file);
    assert.equal(origin(config, 'ocs.ocsTenant'), 'default');
    assert.equal(origin(config, 'sms.source'), 'environment OMNICRM_SMS_SOURCE');
    assert.equal(origin(config, 'crm.base_url'), 'flag crm.base_url');
  });

  test('mappings of several files are joined', async () => {
    write(home, 'ocs: {OCS: "10.0.0.1:2080", ocsTenant: a}');
    write(cwd, 'ocs: {ocsTenant: b}');
    assert.deepEqual((await load()).ocs, { hostPort: '10.0.0.1:2080', tenant: 'b' });
  });
});

describe('what plays see', () => {
  test('keys of the operator are kept beside the known ones', async () => {
    write(home, 'mailjet: {api_key: k, templates: [1, 2]}\nradius.host: r');
    const { tree } = await load();
    const mailjet = tree.get('mailjet');
    assert.ok(mailjet instanceof Map);
    assert.deepEqual(mailjet.get('templates'), [1, 2]);
    assert.equal(tree.get('radius.host'), 'r');
    const crm = tree.get('crm');
    assert.ok(crm instanceof Map);
    assert.equal(crm.get('base_url'), 'http://localhost:5000');
  });

  test('hss_server is the host and port of the first HSS', async () => {
    write(home, 'hss: [http://10.0.0.5:8080/, http://10.0.0.6:8080]');
    const config = await load();
    assert.deepEqual(config.hss, ['http://10.0.0.5:8080', 'http://10.0.0.6:8080']);
    assert.equal(config.tree.get('hss_server'), '10.0.0.5:8080');
  });

  test('lists come from the environment with commas', async () => {
    assert.deepEqual((await load({ OMNICRM_IP_WHITELIST: '10.0.0.1, 10.0.0.2' })).ipWhitelist, [
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });
});

describe('the lab', () => {
  const lab = { settings: { ocs: { OCS: '127.0.0.1:7' }, hss: ['http://127.0.0.1:8'] } };

  test('gives the endpoints when lab is true', async () => {
    write(home, 'lab: true\nocs: {OCS: "10.0.0.1:2080"}');
    writeFileSync(join(home, 'lab.json'), JSON.stringify(lab));
    const config = await load();
    assert.equal(config.ocs.hostPort, '127.0.0.1:7');
    assert.equal(origin(config, 'ocs.OCS'), 'lab.json');
    assert.equal((await load({ OMNICRM_LAB: 'false' })).ocs.hostPort, '10.0.0.1:2080');
  });

  test('that is not running gives none', async () => {
    write(home, 'lab: true');
    assert.equal((await load()).ocs.hostPort, undefined);
  });
});

describe('mistakes', () => {
  test('a value of the wrong type is told with its line', async () => {
    const file = write(home, 'crm:\n  base_url: localhost:5000\n');
    const { code, message, where } = await failure(load());
    assert.equal(code, 'E_CONFIG');
    assert.match(message, /crm\.base_url must be a URL/);
    assert.deepEqual(where, { file, line: 2, column: 3, excerpt: '  base_url: localhost:5000' });
  });

  for (const [text, message] of [
    ['ocs: 5', /ocs must be a mapping/],
    ['lab: {on: 1}', /lab must be true or false/],
    ['hss: {a: 1}', /hss must be a list of URLs/],
    ['sms: {api_key: {a: hunter2}}', /sms\.api_key must be a text/],
  ] as const) {
    test(`'${text}' has the wrong shape, and no secret is shown`, async () => {
      write(home, text);
      const { code, message: told, where } = await failure(load());
      assert.equal(code, 'E_CONFIG');
      assert.match(told, message);
      assert.equal(where?.line, 1);
      assert.doesNotMatch(`${told}${where.excerpt}`, /hunter2/);
    });
  }

  test('a branch without values and keys of the operator are fine', async () => {
    write(home, 'ocs:\nsms: {}\nmine: {deep: [1]}');
    assert.deepEqual((await load()).warnings, []);
  });

  test('a wrong value of the environment names the variable', async () => {
    const { code, hint } = await failure(load({ OMNICRM_HTTP_PORT: '70000' }));
    assert.equal(code, 'E_CONFIG');
    assert.match(hint ?? '', /OMNICRM_HTTP_PORT/);
  });

  test('broken YAML is told with its line', async () => {
    write(home, 'crm: [1\nocs: 2\n');
    const { code, where } = await failure(load());
    assert.equal(code, 'E_CONFIG');
    assert.equal(where?.line, 2);
  });

  test('a misspelt key is a warning', async () => {
    write(home, 'currancy: EUR\nmy_own: 1');
    const { warnings } = await load();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /currancy; did you mean currency/);
  });

  test('a list where a mapping belongs is told', async () => {
    write(home, '- a');
    assert.match((await failure(load())).message, /mapping/);
  });

  test('a file that anyone may write is refused', async () => {
    chmodSync(write(cwd, 'currency: EUR'), 0o666);
    const { code, hint } = await failure(load());
    assert.equal(code, 'E_CONFIG');
    assert.match(hint ?? '', /chmod o-w/);
  });

  test('a named file must exist', async () => {
    const { code } = await failure(loadConfig({ env: { OMNICRM_HOME: home }, cwd, file: 'missing.yaml' }));
    assert.equal(code, 'E_CONFIG');
  });
});

describe('secrets', () => {
  test('may stand in a file of their own', async () => {
    const file = join(folder, 'stripe.key');
    writeFileSync(file, 'sk_live_1\n');
    assert.equal((await load({ OMNICRM_STRIPE_SECRET_KEY_FILE: file })).stripe.secretKey, 'sk_live_1');
  });

  test('are refused as flags', async () => {
    assert.equal((await failure(load({}, { 'stripe.secret_key': 'sk_live_1' }))).code, 'E_USAGE');
  });

  test('do not show in errors', async () => {
    write(home, 'api_keys: SECRETVALUE');
    const error = await failure(load());
    assert.equal(error.code, 'E_CONFIG');
    assert.doesNotMatch(JSON.stringify([error.message, error.where, error.hint]), /SECRETVALUE/);
  });
});
