import { lintPlaybook } from '../../engine/lint/lint-playbook.ts';
import { ansibleRules } from '../../engine/lint/rules/index.ts';
import type { Finding, Rule } from '../../engine/lint/rule.ts';
import type { Raw } from '../../template/index.ts';
import { orderNames } from './order-names.ts';
import { telecomRules } from './rules/index.ts';

/** Every rule of `play lint`: Ansible's first, then those that know what an order is. */
export const playRules: readonly Rule[] = [...ansibleRules, ...telecomRules];

/**
 * Looks over a play as an operator writes them; needs no CRM. `extraVars` are those that the order would be given besides its own.
 * Throws E_PLAY_MISSING or E_PLAY_SYNTAX for a playbook that cannot be read.
 */
export function lintPlay(path: string, extraVars: ReadonlyMap<string, Raw> = new Map()): Finding[] {
  return lintPlaybook(path, { rules: playRules, extraVars, givenNames: orderNames });
}
