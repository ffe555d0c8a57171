/** Cases recorded from ansible-core 2.19: the document of each run has to be the same. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../src/package-root.ts';

const folder = join(packageRoot(), 'test/engine/conformance');
const engine = fileURLToPath(new URL('play-engine.js', import.meta.url));

/** Cases that differ, each with its reason; all others must agree. */
const differing = new Map(
  readFileSync(join(folder, 'differing.txt'), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => [line.split(/\s+/, 1)[0]!, line] as const),
);

const python = spawnSync('python3', ['-c', 'import http.server']).status === 0;

test('every recorded case gives the same document', { skip: python ? false : 'python3 is not installed' }, async () => {
  const report = await check();
  const failed = [...report.matchAll(/^FAIL (\S+)/gm)].map(([, name]) => name!);
  const passed = [...report.matchAll(/^ok {3}(\S+)/gm)].map(([, name]) => name!);
  assert.ok(passed.length + failed.length > 200, `the recorder ran too few cases:\n${report}`);
  assert.deepEqual(
    failed.filter(name => !differing.has(name)),
    [],
    report,
  );
  assert.deepEqual(
    passed.filter(name => differing.has(name)),
    [],
    'these agree now: take them out of differing.txt',
  );
});

function check(): Promise<string> {
  const args = ['recorder/run.py', 'check', '--engine', `${process.execPath} ${engine} --output json`];
  const run = spawn('python3', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let report = '';
  run.stdout.setEncoding('utf8').on('data', (text: string) => (report += text));
  return new Promise(resolve => run.on('close', () => resolve(report)));
}
