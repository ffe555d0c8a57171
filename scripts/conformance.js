/**
 * Runs the recorded cases and prints how many agree: template vectors in this process, plays through the built program.
 *
 *   node scripts/conformance.js [--live] [NAME... | 'prefix_*']
 *
 * With names only those plays run. With --live each play also runs under an installed ansible-core 2.19 (ansible-playbook, or
 * what ANSIBLE_PLAYBOOK names) and is compared with the recording, and random templates with its Templar (ANSIBLE_PYTHON and PYTHONPATH may name it).
 * A case is a file: test/engine/conformance/cases/NAME.yaml, recorded by `ANSIBLE_2_19=… recorder/run.py record NAME`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cases = `${root}test/engine/conformance`;
const live = process.argv.includes('--live');
const names = process.argv.slice(2).filter(word => word !== '--live');

if (!existsSync(`${root}dist/test/template/vectors.js`)) {
  process.stderr.write('build first: npm run build\n');
  process.exit(64);
}
const agreed = [
  names.length > 0 || (await vectors()),
  plays('omnicrm', `${process.execPath} ${root}bin/omnicrm.js play run --output json`),
];
if (live)
  agreed.push(plays('ansible-core', process.env.ANSIBLE_PLAYBOOK ?? 'ansible-playbook'), await randomTemplates());
process.exitCode = agreed.every(Boolean) ? 0 : 1;

async function vectors() {
  const { differenceOf, loadVectors } = await import('../dist/test/template/vectors.js');
  const all = loadVectors();
  const differing = all
    .map(vector => ({ vector, difference: differenceOf(vector) }))
    .filter(({ difference }) => difference);
  for (const { difference } of differing) process.stdout.write(`${difference}\n`);
  process.stdout.write(`template vectors: ${all.length - differing.length} of ${all.length} agree\n`);
  return differing.every(({ vector }) => vector.group === 'quirk');
}

/** All recorded plays by one engine; those listed in differing.txt may differ where the engine is ours. */
function plays(engine, command) {
  const run = spawnSync('python3', ['recorder/run.py', 'check', '--engine', command, ...names], {
    cwd: cases,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = (run.stdout ?? '').split('\n');
  const failed = lines.filter(line => line.startsWith('FAIL ')).map(line => line.slice(5));
  const passed = lines.filter(line => line.startsWith('ok ')).length;
  process.stdout.write(lines.filter(line => !line.startsWith('ok ') && !/^\d+ cases/.test(line)).join('\n'));
  process.stdout.write(`\nplays by ${engine}: ${passed} of ${passed + failed.length} agree\n`);
  if (passed + failed.length === 0) process.stdout.write(`nothing ran: ${run.error?.message ?? run.stderr}\n`);
  const known = engine === 'omnicrm' ? knownToDiffer() : new Set();
  return passed > 0 && failed.every(name => known.has(name));
}

function knownToDiffer() {
  const text = readFileSync(`${cases}/differing.txt`, 'utf8');
  return new Set(
    text
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
      .map(line => line.split(/\s+/, 1)[0]),
  );
}

async function randomTemplates() {
  const { whyNotAnsible } = await import('../dist/test/template/against-ansible/ansible-python.js');
  const reason = whyNotAnsible();
  if (reason !== undefined) {
    process.stdout.write(`random templates: not compared, ${reason}\n`);
    return false;
  }
  const { differences } = await import('../dist/test/template/against-ansible/differences.js');
  const count = 5000;
  const found = await differences(Date.now() % 1_000_000, count, process.env);
  process.stdout.write(`${found.join('\n')}\nrandom templates: ${count - found.length} of ${count} agree\n`);
  return found.length <= count * 0.01;
}
