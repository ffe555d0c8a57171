import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

export const cachedog = defineAction({
  name: 'cachedog',
  summary: 'Nothing: every action reads the database itself, so no cache of subscribers can be stale.',
  changes: 'nothing',
  run: { handler: () => Promise.resolve(done('CACHEDOG:CACHE_OK', 'there is no cache')) },
});
