import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { answerState } from './answer-state.ts';

export const askozianum = defineAction({
  name: 'askozianum',
  summary: 'Tell an Askozia PBX the state of who owns a phone number: 0 unknown, 1 has access, 2 in debt, 3 paused.',
  params: { param: text({ summary: 'phone number', missing: 'ERROR: EMPTY PARAM' }) },
  gate: { ASKOZIA_ENABLED: 'ERROR: ASKOIZA DISABLED' },
  lock: 'none',
  run: { handler: (context, { param: number }) => answerState(context, number) },
});
