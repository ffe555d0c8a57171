import type { Statement, Target } from '../syntax/ast.ts';

/** The names that statements set in their own scope: not those set within loops, macros and other scopes of their own. */
export function declaredNames(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(namesOf);
}

/** The names of an assignment's target; a namespace member sets none. */
export function namesOfTarget(target: Target): readonly string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'member' ? [] : target.items.flatMap(namesOfTarget);
}

function namesOf(statement: Statement): readonly string[] {
  switch (statement.type) {
    case 'set':
    case 'set_block':
      return namesOfTarget(statement.target);
    case 'macro':
    case 'import':
      return [statement.name];
    case 'from':
      return statement.names.map(([, name]) => name);
    case 'if':
      return [...statement.branches.flatMap(([, body]) => declaredNames(body)), ...declaredNames(statement.otherwise)];
    default:
      return [];
  }
}
