import { TemplateError, type Raw, type Templar } from '../../template/index.ts';
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

function sentence(error: unknown): string {
  const strict = error instanceof TemplateError && error.kind === 'conditional';
  const text = messageOf(error);
  return strict ? `conditions must have a boolean result: ${text}` : `condition cannot be evaluated: ${text}`;
}
