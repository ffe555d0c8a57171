import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { answerState } from './answer-state.ts';

export const telepony = defineAction({
  name: 'telepony',
  summary: 'Tell a TelePony PBX the state of who owns a phone number: 0 unknown, 1 has access, 2 in debt, 3 paused.',
  params: { number: text({ summary: 'phone number', missing: 'ERROR: EMPTY NUMBER' }) },
  gate: { TELEPONY_ENABLED: 'ERROR: TELEPONY DISABLED' },
  lock: 'none',
  run: { handler: (context, { number }) => answerState(context, number) },
});
