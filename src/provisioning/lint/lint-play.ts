import { lintPlaybook } from '../../engine/lint/lint-playbook.ts';
import { ansibleRules } from '../../engine/lint/rules/index.ts';
import type { Finding, Rule } from '../../engine/lint/rule.ts';
import type { Raw } from '../../template/index.ts';
import { orderNames } from './order-names.ts';
import { telecomRules } from './rules/index.ts';

/** Every rule of `play lint`: Ansible's first, then those that know what an order is. */
export const playRules: readonly Rule[] = [...ansibleRules, ...telecomRules];

export interface PlayLintOptions {
  /** Variables that the order would be given besides its own. */
  readonly extraVars?: ReadonlyMap<string, Raw>;
  /** An inventory gives variables too. */
  readonly hasInventory?: boolean;
}

/**
 * Looks over a play as an operator writes them; needs no CRM. Throws E_PLAY_MISSING or E_PLAY_SYNTAX for a playbook that cannot be
 * read.
 */
export function lintPlay(path: string, options: PlayLintOptions = {}): Finding[] {
  return lintPlaybook(path, { ...options, rules: playRules, givenNames: orderNames });
}
