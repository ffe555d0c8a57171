import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Config, loadConfig } from '../../../src/config.ts';
import { backendAt, backendsOf } from '../../../src/provisioning/backends/backends-of.ts';

async function load(t: TestContext, yaml: string): Promise<Config> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-backends-'));
  t.after(() => rmSync(home, { recursive: true }));
  writeFileSync(join(home, 'crm_config.yaml'), yaml);
  return loadConfig({ env: { OMNICRM_HOME: home, XDG_CONFIG_HOME: home }, cwd: home });
}

const endpoints = `
ocs: {OCS: "10.0.0.1:2080"}
hss: ["http://10.0.0.2:8080", "http://10.0.0.3:8080/"]
sms: {url: "http://10.0.0.4"}
`;

test('with no word about backends each endpoint is one, with the limits of its kind', async t => {
  const table = backendsOf(await load(t, endpoints));
  const seen = [...table.values()].map(({ name, origin, kind, concurrency, honoursIdempotencyKey }) =>
    [name, origin, kind.name, concurrency, honoursIdempotencyKey].join(' '),
  );
  assert.deepEqual(seen.toSorted(), [
    'crm http://localhost:5000 crm 64 true',
    'hss1 http://10.0.0.2:8080 hss 16 false',
    'hss2 http://10.0.0.3:8080 hss 16 false',
    'ocs http://10.0.0.1:2080 ocs 64 false',
    'payments https://api.stripe.com payments 16 true',
    'sms http://10.0.0.4 sms 8 false',
  ]);
  const ocs = table.get('http://10.0.0.1:2080');
  const { rate, connectTimeoutMs, answerTimeoutMs, retries, breaker } = ocs ?? {};
  assert.deepEqual(
    { rate, connectTimeoutMs, answerTimeoutMs, retries, breaker },
    {
      rate: undefined,
      connectTimeoutMs: 5000,
      answerTimeoutMs: undefined,
      retries: 2,
      breaker: { failures: 5, openMs: 10_000 },
    },
  );
});

test('settings: of every HSS node, of one, of a backend of the operator', async t => {
  const config = await load(
    t,
    `${endpoints}
backends:
  hss: {concurrency: 3, rate: 12.5, breaker: {failures: 2}}
  hss2: {concurrency: 1, breaker: {open_seconds: 60}}
  voicemail: {base_url: "https://vm.example/api/", honours_idempotency_key: true, retries: 0}
`,
  );
  const [one, two, own] = ['http://10.0.0.2:8080/x', 'http://10.0.0.3:8080', 'https://vm.example/api/box'].map(url =>
    backendAt(config, url),
  );
  assert.deepEqual([one?.concurrency, one?.rate, one?.breaker], [3, 12.5, { failures: 2, openMs: 10_000 }]);
  assert.deepEqual([two?.concurrency, two?.rate, two?.breaker], [1, 12.5, { failures: 2, openMs: 60_000 }]);
  assert.deepEqual(
    [own?.name, own?.kind.name, own?.honoursIdempotencyKey, own?.retries],
    ['voicemail', 'http', true, 0],
  );
  assert.equal(config.entries.get('backends.hss.rate')?.path, 'backends.hss.rate');
  assert.deepEqual(config.warnings, []);
});

test('limits of an endpoint that is not set wait for it', async t => {
  const config = await load(t, 'backends: {hss: {rate: 1}, ocs: {concurrency: 2}}');
  assert.deepEqual([...backendsOf(config).values()].map(({ name }) => name).toSorted(), ['crm', 'payments']);
});

test('an HSS that only hss_server names is one too', async t => {
  assert.equal(backendAt(await load(t, 'hss_server: "10.0.0.9:8080"'), 'http://10.0.0.9:8080')?.name, 'hss1');
});

const refused: readonly (readonly [string, string])[] = [
  ['backends: 5', 'backends must be a mapping of names to settings'],
  ['backends: {ocs: fast}', "backends.ocs must be a mapping, not 'fast'"],
  ['backends: {ocs: {concurrency: 0}}', 'backends.ocs.concurrency must be a whole number, at least 1'],
  ['backends: {ocs: {rate: none}}', "backends.ocs.rate must be a number above 0, not 'none'"],
  [
    'backends: {ocs: {kind: soap}}',
    "backends.ocs.kind must be one of ocs, hss, sms, payments, crm, confd, http, not 'soap'",
  ],
  ['backends: {ocs: {retry: 1}}', 'backends.ocs.retry: a backend has no setting retry'],
  ['backends: {ocs: {breaker: 3}}', 'backends.ocs.breaker: a backend has no setting breaker'],
  ['backends: {hss7: {rate: 1}}', 'backends.hss7 needs a base_url'],
  ['backends: {vm: {rate: 1}}', 'backends.vm needs a base_url: no other key says where this backend is'],
  [
    'backends: {vm: {base_url: vm.example}}',
    "backends.vm.base_url must be a URL such as http://host:8080, not 'vm.example'",
  ],
  [
    'backends: {a: {base_url: "http://h:1"}, b: {base_url: "http://h:1/x"}}',
    "backends.b.base_url: a is at the same host and port, not 'http://h:1/x'",
  ],
  ['provisioning: {backend_down: wait}', "provisioning.backend_down must be one of hold, fail, not 'wait'"],
];

for (const [yaml, message] of refused) {
  test(`refused with its place: ${yaml}`, async t => {
    await assert.rejects(load(t, yaml), error => {
      assert.ok(error instanceof Error && 'code' in error && 'where' in error);
      assert.equal(error.code, 'E_CONFIG');
      assert.ok(error.message.startsWith(message), error.message);
      assert.equal(Object(error.where).line, 1);
      return true;
    });
  });
}
