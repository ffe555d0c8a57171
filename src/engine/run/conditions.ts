import { TemplateError, type Raw, type Templar, type TemplateErrorKind } from '../../template/index.ts';
import { asText, kindOf } from '../load/tree.ts';
import { messageOf } from './results.ts';

/** A condition that cannot be evaluated or gives no boolean. */
export class ConditionError extends Error {}

/** The first of the conditions that is false, as written; undefined when all hold. */
export function failedConditionOf(conditions: readonly Raw[], templar: Templar): Raw | undefined {
  return conditions.find(condition => !holds(condition, templar));
}

/** Evaluates one condition; throws ConditionError, whose text starts the task's message. */
export function holds(condition: Raw, templar: Templar): boolean {
  if (typeof condition === 'boolean') return condition;
  const problem = unfit(condition);
  if (problem !== undefined) throw new ConditionError(problem);
  try {
    return templar.evaluateCondition(condition);
  } catch (error) {
    throw new ConditionError(sentence(error), { cause: error });
  }
}

function unfit(condition: Raw): string | undefined {
  const text = asText(condition);
  if (text !== undefined) return text.trim() === '' ? 'Empty conditional: nothing to evaluate' : undefined;
  return condition === null
    ? undefined
    : `Conditional expressions must be strings or booleans, not ${kindOf(condition)}`;
}

/** Errors of Python's operators: plays see CPython's own words for them. */
const operations: ReadonlySet<TemplateErrorKind> = new Set(['type', 'zerodivision', 'value', 'overflow', 'runtime']);

function sentence(error: unknown): string {
  if (!(error instanceof TemplateError)) return `condition cannot be evaluated: ${messageOf(error)}`;
  if (error.kind === 'conditional') return `conditions must have a boolean result: ${error.message}`;
  if (error.kind === 'untrusted') return 'Encountered untrusted template or expression.';
  if (operations.has(error.kind)) return `Error rendering expression: ${error.message}`;
  return `condition cannot be evaluated: ${messageOf(error)}`;
}
