import { createTwoFilesPatch } from 'diff';
import type { Playbook } from '../../engine/index.ts';
import { playSource, readPlayFiles } from '../play-source.ts';

/** What has changed from one version of a play to another, as a unified diff of each file that differs. */
export function playDiff(before: Playbook, now: Playbook): string {
  const [was, is] = [filesOf(before), filesOf(now)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names]
    .filter(name => was.get(name) !== is.get(name))
    .map(name => createTwoFilesPatch(`${name} (the run's)`, `${name} (now)`, was.get(name) ?? '', is.get(name) ?? ''))
    .join('\n');
}

function filesOf(playbook: Playbook): ReadonlyMap<string, string> {
  return readPlayFiles(playSource(playbook).text);
}
