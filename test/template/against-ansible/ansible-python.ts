import { spawnSync } from 'node:child_process';

/** The Python that ansible-core 2.19 belongs to: $ANSIBLE_PYTHON, else python3 (PYTHONPATH may name the package). */
export const ansiblePython = process.env['ANSIBLE_PYTHON'] ?? 'python3';

const probe = 'import jinja2, ansible.release as r, sys; sys.exit(not r.__version__.startswith("2.19."))';

/** Why random templates cannot be compared here; undefined when they can. */
export function whyNotAnsible(): string | undefined {
  if (spawnSync(ansiblePython, ['-c', probe]).status === 0) return undefined;
  return `${ansiblePython} has no ansible-core 2.19 (ANSIBLE_PYTHON and PYTHONPATH may name it)`;
}
