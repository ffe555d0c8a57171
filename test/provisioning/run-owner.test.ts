import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../../src/process-start.ts';
import { isOwnerGone, thisProcess } from '../../src/provisioning/run-owner.ts';

describe('the process that owns a run', { skip: !existsSync('/proc/self/stat') }, () => {
  const parent = spawn('sh', ['-c', 'sh -c "read line" <&3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  after(() => parent.kill('SIGKILL'));

  it('is not gone while it lives', () => {
    assert.equal(isOwnerGone(thisProcess()), false);
  });

  it('is gone when it was killed, also while its parent has not fetched its exit code', async () => {
    assert.ok(parent.stdout);
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(String(line));
    const owner = { owner_host: hostname(), owner_pid: pid, owner_started: fieldsOf(pid)[19] ?? '' };
    assert.equal(isOwnerGone(owner), false);
    process.kill(pid, 'SIGKILL');
    while (fieldsOf(pid)[0] !== 'Z') await sleep(5);
    assert.equal(isOwnerGone(owner), true);
    assert.equal(processStart(pid), undefined);
  });
});

/** Of /proc/PID/stat, from the state on. */
function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
