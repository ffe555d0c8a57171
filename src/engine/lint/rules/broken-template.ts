import { OmnicrmError } from '../../../errors.ts';
import { sharedEnvironment } from '../../shared-environment.ts';
import type { Rule } from '../rule.ts';
import { allTemplates, type Use } from '../templates/node-templates.ts';

export const brokenTemplate: Rule = {
  id: 'broken-template',
  summary: 'A template cannot be parsed, or names a filter or test that there is not.',
  fix: 'Mend the template.',
  *check({ script }) {
    for (const use of allTemplates(script)) {
      const error = problemOf(use);
      if (error) yield { where: use.where, message: error.message, fix: error.hint };
    }
  },
};

function problemOf(use: Use): OmnicrmError | undefined {
  try {
    if (use.bare) sharedEnvironment().expression(use.source, use.keyword !== 'options');
    else sharedEnvironment().template(use.source);
    return undefined;
  } catch (error) {
    if (error instanceof OmnicrmError) return error;
    throw error;
  }
}
