import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Collector, Facts } from './collector.ts';

/** `ansible_python`: the machine's python3, when it has one; the engine itself needs none. */
export const python: Collector = {
  name: 'python',
  minimal: true,
  words: ['python_version'],
  async gather(): Promise<Facts> {
    const executable = findPython();
    if (executable === undefined) return {};
    const version = await versionOf(executable);
    if (version === undefined) return {};
    const [major = 0, minor = 0, micro = 0] = version.split('.').map(Number);
    const parts = { major, minor, micro, releaselevel: 'final', serial: 0 };
    const version_info = [major, minor, micro, 'final', 0];
    return { python: { executable, version: parts, version_info, type: 'cpython' }, python_version: version };
  },
};

function findPython(): string | undefined {
  const folders = (process.env['PATH'] ?? '/usr/bin:/bin').split(delimiter);
  return folders.map(folder => join(folder, 'python3')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(executable: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: 2000 });
    return /(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
