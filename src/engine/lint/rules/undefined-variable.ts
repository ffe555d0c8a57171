import { didYouMean } from '../../../errors.ts';
import { isBuiltIn } from '../names/name-use.ts';
import type { LintContext, Rule } from '../rule.ts';
import { placeInTemplate } from '../templates/written-template.ts';

export const undefinedVariable: Rule = {
  id: 'undefined-variable',
  summary: 'A variable is read that nothing sets: no task, no vars, no register, no loop, not the engine, not -e.',
  fix: 'Set it, give it with -e, or say that it may be missing: assert that it is defined, or give it a default.',
  *check(context) {
    const { names } = context;
    // Any name may come from what cannot be looked into.
    if (names.unreadSources.length > 0) return;
    for (const { use, names: own } of names.uses) {
      if (use.keyword === 'name') continue;
      for (const { name, at } of own.read) {
        if (isGiven(name, context)) continue;
        const near = didYouMean(name, [...names.given, ...context.extraVars]);
        const fix = near === undefined ? undefined : `Did you mean '${near}'?`;
        yield { where: placeInTemplate(use, at), message: `nothing sets the variable '${name}'`, fix };
      }
    }
  },
};

function isGiven(name: string, { names, extraVars, givenNames }: LintContext): boolean {
  return (
    names.given.has(name) || names.guarded.has(name) || extraVars.has(name) || givenNames.has(name) || isBuiltIn(name)
  );
}
