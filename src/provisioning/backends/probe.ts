import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../engine/index.ts';
import type { Probe } from './backend.ts';

/** Asks the backend whether a call that was made before a crash has done its work: its row, as if the call had answered it. */
export async function probe(
  uri: Module,
  args: ModuleArguments,
  context: ModuleContext,
  { url, isSame }: Probe,
): Promise<ModuleResult | undefined> {
  const answer = await uri.run({ ...args, url, method: 'GET', body: null, status_code: [200] }, context);
  const row = answer['json'];
  return answer.failed !== true && row instanceof Map && isSame(row) ? answer : undefined;
}
