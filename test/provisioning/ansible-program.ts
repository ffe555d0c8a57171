import { execFileSync } from 'node:child_process';

/** The ansible-playbook that plays are tried with. */
export const ansible = process.env['ANSIBLE_PLAYBOOK'] ?? 'ansible-playbook';

/** Why tests with it are skipped; false where it is installed. */
export const withoutAnsible = isInstalled(ansible) ? false : `${ansible} is not installed`;

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
