/** What the YAML reader accepts and tells of: places that Ansible refuses or that hide a value. */
import type { LintContext, Problem, Rule } from '../rule.ts';

export const unquotedTemplate: Rule = {
  id: 'unquoted-template',
  summary: 'A value begins with {{ and has no quotes: taken as that expression here, refused by Ansible.',
  fix: 'Put the value in quotes.',
  check: context => warningsOf(context, 'unquoted-template'),
};

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  summary: 'A mapping has the same key twice: only the last one counts.',
  fix: 'Remove one of the two.',
  check: context => warningsOf(context, 'duplicate-key'),
};

function* warningsOf({ script }: LintContext, id: string): Generator<Problem> {
  for (const { warnings } of [...script.files, ...script.varFiles]) {
    for (const warning of warnings) if (warning.id === id) yield { where: warning.where, message: warning.message };
  }
}
