import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { calendarsOf } from '../../src/cli/cron/on-calendar.ts';
import { packageRoot } from '../../src/package-root.ts';
import { jsonOf, mainFile, runProcess, TestHome } from './omnicrm.ts';

const config = `
cron:
  - {schedule: '*/20 * * * *', action: swping}
  - {schedule: 5 * * * *, action: 'fullhostscan&param=traffdiff&nn=1', overlap: fail}
  - {schedule: 40 1 1 * *, action: vserviceschargefee, missed: once, name: monthly fee}
`;

async function homeWithJobs(): Promise<TestHome> {
  const home = new TestHome();
  await home.run(['init']);
  appendFileSync(join(home.home, 'crm_config.yaml'), config);
  return home;
}

test('cron print: lines that sh and cron can run', async t => {
  const home = await homeWithJobs();
  t.after(() => home.remove());
  const { stdout, code } = await home.run(['cron', 'print']);
  const start = `${process.execPath} ${join(packageRoot(), 'bin/omnicrm.js')}`;
  assert.equal(code, 0);
  assert.deepEqual(stdout.split('\n'), [
    `OMNICRM_HOME=${home.home}`,
    `*/20 * * * * ${start} action swping --errors-only`,
    `5 * * * * ${start} action 'fullhostscan&param=traffdiff&nn=1' --errors-only --overlap fail`,
    `40 1 1 * * ${start} action vserviceschargefee --errors-only`,
    `*/10 * * * * ${start} cron catch-up >/dev/null`,
    '',
  ]);
});

test('cron print --systemd: a service and a timer for each', async t => {
  const home = await homeWithJobs();
  t.after(() => home.remove());
  const { units } = jsonOf(await home.run(['cron', 'print', '--systemd', '--json'])) as {
    units: Record<string, string>;
  };
  assert.deepEqual(Object.keys(units), [
    'omnicrm-swping.service',
    'omnicrm-swping.timer',
    'omnicrm-fullhostscan-param-traffdiff-nn-1.service',
    'omnicrm-fullhostscan-param-traffdiff-nn-1.timer',
    'omnicrm-monthly-fee.service',
    'omnicrm-monthly-fee.timer',
  ]);
  assert.match(units['omnicrm-monthly-fee.timer'] ?? '', /^OnCalendar=\*-\*-1 1:40:00\nPersistent=true$/m);
  assert.match(units['omnicrm-swping.timer'] ?? '', /^OnCalendar=\*-\*-\* \*:0\/20:00\nPersistent=false$/m);
  const service = units['omnicrm-fullhostscan-param-traffdiff-nn-1.service'] ?? '';
  assert.match(service, /^ExecStart=.* action fullhostscan&param=traffdiff&nn=1 --errors-only --overlap fail$/m);
});

test('five fields as calendar events', () => {
  assert.deepEqual(calendarsOf('0 */1 * * *'), ['*-*-* *:0:00']);
  assert.deepEqual(calendarsOf('1-30/2,45 0 * * *'), ['*-*-* 0:1..30/2,45:00']);
  assert.deepEqual(calendarsOf('0 9-17 * * 1-5'), ['Mon,Tue,Wed,Thu,Fri *-*-* 9..17:0:00']);
  assert.deepEqual(calendarsOf('0 5 * * */2'), ['Sun,Tue,Thu,Sat *-*-* 5:0:00']);
  assert.deepEqual(calendarsOf('0 0 * jan,jul sun'), ['Sun *-1,7-* 0:0:00']);
  assert.deepEqual(calendarsOf('0 0 13 * 5'), ['*-*-13 0:0:00', 'Fri *-*-* 0:0:00'], 'a crontab means either');
  assert.deepEqual(calendarsOf('0 0 */2 * *'), ['*-*-1/2 0:0:00']);
});

test('cron run ends at a signal; status tells how the jobs stand', async t => {
  const home = await homeWithJobs();
  t.after(() => home.remove());
  const loop = `"$0" "$1" cron run & pid=$!; sleep 1; kill -TERM $pid; wait $pid; echo ended $?`;
  const env = { PATH: '/usr/bin:/bin', OMNICRM_HOME: home.home };
  const ended = await runProcess('/bin/sh', ['-c', loop, process.execPath, mainFile], { env });
  assert.equal(ended.stdout.trim().split('\n').at(-1), 'ended 143');
  const status = await home.run(['cron', 'status', '--json']);
  const { jobs } = jsonOf(status) as { jobs: readonly Record<string, unknown>[] };
  assert.equal(status.code, 0);
  assert.deepEqual(
    jobs.map(job => [job['name'], job['missed'], job['overdue']]),
    [
      ['swping', 'skip', 0],
      ['fullhostscan&param=traffdiff&nn=1', 'skip', 0],
      ['monthly fee', 'once', 0],
    ],
  );
  const none = await home.run(['cron', 'catch-up']);
  assert.deepEqual([none.code, none.stdout, none.stderr], [0, '', '']);
});

test("the seeds' nineteen lines run from an empty environment", async t => {
  const home = new TestHome();
  t.after(() => home.remove());
  await home.run(['init']);
  const bin = join(home.folder, 'bin');
  mkdirSync(bin);
  copyFileSync(join(packageRoot(), 'bin/ubapi'), join(bin, 'ubapi'));
  writeFileSync(join(bin, 'omnicrm.js'), `#!${process.execPath}\nimport(${JSON.stringify(mainFile)});\n`);
  for (const file of ['ubapi', 'omnicrm.js']) chmodSync(join(bin, file), 0o755);
  const lines = readFileSync(join(packageRoot(), 'examples/crontab'), 'utf8').split('\n');
  const commands = lines.flatMap(line => /^(?:\S+\s+){5}(\S*\/ubapi .*)$/.exec(line)?.[1] ?? []);
  assert.equal(commands.length, 19);
  for (const command of commands) {
    const ours = command.replace('/usr/local/bin/ubapi', join(bin, 'ubapi'));
    const words = ['-i', `OMNICRM_HOME=${home.home}`, 'sh', '-c', ours];
    const { code, stdout } = await runProcess('/usr/bin/env', words, {});
    if (code === 0) assert.equal(stdout, '', command);
    else assert.match(`${code} ${stdout}`, /^1 (ERROR|FAIL)/, command);
  }
  const log = await home.run(['action', 'log', '--limit', '100', '--json']);
  const { runs } = jsonOf(log) as { runs: readonly Record<string, unknown>[] };
  const names = new Set(runs.map(run => run['action_name']));
  for (const name of ['vserviceschargefee', 'swping', 'fullhostscan', 'swpoll']) assert.ok(names.has(name), name);
});
