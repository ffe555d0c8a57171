import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../src/config.ts';
import { builtInModules, loadPlaybook, runPlaybook, type Playbook } from '../../../src/engine/index.ts';
import { networkDispatchers } from '../../../src/engine/network/network-dispatchers.ts';
import { startLab } from '../../../src/lab/lab.ts';
import { backendDispatchers } from '../../../src/provisioning/backends/backend-dispatchers.ts';
import { backendsDown } from '../../../src/provisioning/backends/backends-down.ts';
import { isBackendDown, wasNeverSent } from '../../../src/provisioning/backends/is-backend-down.ts';
import { withReplyChecks } from '../../../src/provisioning/reply-checks.ts';
import { toJs } from '../../../src/template/index.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { until } from './support.ts';

async function open(t: TestContext, extra: object = {}) {
  const lab = await startLab({ hss: 2 });
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-down-'));
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify({ ...lab.settings(), ...extra }));
  const config = await loadConfig({ env: { OMNICRM_HOME: home, XDG_CONFIG_HOME: home }, cwd: home });
  const network = networkDispatchers();
  t.after(async () => {
    await network.close();
    await sleep(50);
    await lab.close();
    rmSync(home, { recursive: true });
  });
  const backends = backendDispatchers(config);
  /** A connection that is half closed cannot be reset, so those of a moment ago are given time to end. */
  const takeDown = async (system: string): Promise<void> => {
    await sleep(50);
    lab.down(system);
  };
  const play = (text: string): Playbook => {
    writeFileSync(join(home, 'play.yaml'), text);
    return loadPlaybook(join(home, 'play.yaml'));
  };
  /** Runs one task against a backend and gives its result. */
  const run = async (url: string, options = ''): Promise<unknown> => {
    const task = `{ansible.builtin.uri: {url: "${url}"${options}}, register: reply, ignore_errors: true}`;
    const { facts } = await runPlaybook(
      play(`[{hosts: localhost, gather_facts: false, tasks: [${task}, {set_fact: {kept: "{{ reply }}"}}]}]`),
      {
        modules: withReplyChecks(builtInModules(), config),
        dispatcherFor: (origin, tls) => backends.govern(origin, network.dispatcherFor(origin, tls)),
      },
    );
    return facts.get('localhost')?.get('kept');
  };
  return { lab, takeDown, config, backends, context: { config, backends }, play, run };
}

const shipped = (name: string): Playbook => loadPlaybook(join(packageRoot(), 'plays', `${name}.yaml`));

function names(down: readonly { readonly backend: string }[]): string[] {
  return down.map(({ backend }) => backend);
}

test('a play is held back by the backends that it needs, and by no others', async t => {
  const { lab, takeDown, context } = await open(t);
  assert.deepEqual(await backendsDown(context, shipped('play_psim_only')), []);
  await takeDown('hss2');
  const [down, ...others] = await backendsDown(context, shipped('play_psim_only'));
  assert.deepEqual(down, {
    backend: 'hss2',
    origin: lab.settings().hss[1],
    reason: 'Request failed: Connection refused',
  });
  assert.deepEqual(others, []);
  assert.deepEqual(await backendsDown(context, shipped('play_topup_no_charge')), []);
  await takeDown('ocs');
  assert.deepEqual(names(await backendsDown(context, shipped('play_topup_no_charge'))), ['ocs']);
  assert.deepEqual(names(await backendsDown(context, shipped('play_psim_only'))).toSorted(), ['hss2', 'ocs']);
});

test('a play that reads its tasks late may need any of them', async t => {
  const { takeDown, context, play } = await open(t);
  await takeDown('hss1');
  assert.deepEqual(
    names(await backendsDown(context, play('[{hosts: localhost, tasks: [{debug: {msg: "ocs"}}]}]'))),
    [],
  );
  const late = '[{hosts: localhost, tasks: [{include_tasks: "{{ kind }}.yaml"}]}]';
  assert.deepEqual(names(await backendsDown(context, play(late))), ['hss1']);
});

test('a good answer of a moment ago is enough; an open breaker is not asked twice', async t => {
  const { lab, takeDown, context, backends, run } = await open(t, {
    backends: { ocs: { retries: 0, breaker: { failures: 1 } } },
  });
  const { OCS } = lab.settings().ocs;
  await run(
    `http://${OCS}/jsonrpc`,
    ', method: POST, body_format: json, body: {method: ApierV2.GetAccounts, params: [{}]}',
  );
  await takeDown('ocs');
  assert.deepEqual(await backendsDown(context, shipped('play_topup_no_charge')), []);
  await run(`http://${OCS}/jsonrpc`);
  await until(() => backends.governorOf(`http://${OCS}`)?.outage !== undefined);
  await lab.up('ocs');
  const [down] = await backendsDown(context, shipped('play_topup_no_charge'));
  assert.match(down?.reason ?? '', /^is down since .*Connection refused.* it is tried again at/);
});

test('a task that did not reach its backend is told from one that was refused', async t => {
  const { lab, takeDown, run, backends } = await open(t, { backends: { ocs: { breaker: { failures: 1 } } } });
  const hss = lab.settings().hss[0];
  const refused = await run(`${hss}/nothing`);
  assert.deepEqual([isBackendDown(refused), wasNeverSent(refused)], [false, false]);
  lab.fault({ match: { system: 'hss' }, when: { times: 1 }, effect: { hang: true } });
  const silent = await run(`${hss}/subscriber/list`, ', timeout: 1');
  assert.deepEqual([isBackendDown(silent), wasNeverSent(silent)], [true, false]);
  await takeDown('ocs');
  const origin = `http://${lab.settings().ocs.OCS}`;
  const down = await run(`${origin}/jsonrpc`, ', method: POST');
  assert.deepEqual([isBackendDown(down), wasNeverSent(down)], [true, true]);
  await until(() => backends.governorOf(origin)?.outage !== undefined);
  const held = await run(`${origin}/jsonrpc`, ', method: POST');
  assert.match(String(Object(toJs(held as never)).msg), /Request failed: ocs \(.*\) is down since/);
  assert.deepEqual([isBackendDown(held), wasNeverSent(held)], [true, true]);
  assert.equal(isBackendDown(new Map([['results', [refused, held]]])), true);
});
