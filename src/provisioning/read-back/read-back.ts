import type { BackendContext } from '../audit/ask/backend-context.ts';
import type { Answer, Ask } from './answer.ts';
import { askAccount } from './ask-account.ts';
import { askCharge } from './ask-charge.ts';
import { askConfd } from './ask-confd.ts';
import { askCrm } from './ask-crm.ts';
import { askHssRow } from './ask-hss-row.ts';
import { judge } from './judge.ts';
import type { BackendKind, BackendObject, ObjectState } from './types.ts';

const askers: Readonly<Record<BackendKind, Ask<BackendContext>>> = {
  ocs: askAccount,
  hss: askHssRow,
  crm: askCrm,
  payments: askCharge,
  pbx: askConfd,
  other: (_context, { kind }) => Promise.resolve({ unknown: `what ${kind} wrote cannot be asked for` }),
};

/** How many questions are under way at a time. */
const AT_ONCE = 8;

/**
 * Asks the backends whether each object is still there. Nothing is changed, nothing is thrown: a backend that does not answer
 * makes its objects `unknown`, with the reason.
 */
export async function readBack(
  context: BackendContext,
  objects: readonly BackendObject[],
): Promise<readonly ObjectState[]> {
  const states: ObjectState[] = [];
  for (let first = 0; first < objects.length; first += AT_ONCE) {
    const part = objects.slice(first, first + AT_ONCE);
    states.push(...(await Promise.all(part.map(async object => judge(object, await answerOf(context, object))))));
  }
  return states;
}

async function answerOf(context: BackendContext, object: BackendObject): Promise<Answer> {
  if (object.id === undefined) return { unknown: 'the call was not answered and does not tell which object it meant' };
  try {
    return await askers[object.backend](context, object, object.id);
  } catch (error) {
    return { unknown: (error as Error).message };
  }
}
