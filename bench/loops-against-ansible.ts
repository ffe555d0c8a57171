import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWithAnsible } from './against-ansible.ts';

const HEAD = '- hosts: localhost\n  gather_facts: no\n  tasks:\n';

/** A `set_fact` loop of 1,000 items, and `include_tasks` of one task 1,000 times. */
export async function loopsAgainstAnsible(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  try {
    const loop = join(folder, 'loop.yaml');
    writeFileSync(
      loop,
      `${HEAD}    - set_fact: { sum: "{{ sum | default(0) | int + item }}" }\n      loop: "{{ range(1000) | list }}"\n`,
    );
    await compareWithAnsible('set_fact × 1,000', loop, '≥ 20 wall');
    const include = join(folder, 'include.yaml');
    writeFileSync(join(folder, 'one.yaml'), '- set_fact: { last: "{{ item }}" }\n');
    writeFileSync(include, `${HEAD}    - include_tasks: one.yaml\n      loop: "{{ range(1000) | list }}"\n`);
    await compareWithAnsible('include_tasks × 1,000', include, '≥ 100 wall');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
