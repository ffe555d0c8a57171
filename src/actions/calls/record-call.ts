import type { ActionContext } from '../action.ts';

/** Keeps a call with who made it, when the option CALLSHIST_ENABLED is on. */
export async function recordCall(context: ActionContext, number: string, login: string | undefined): Promise<void> {
  if (!context.options.isOn('CALLSHIST_ENABLED')) return;
  const created = context.now.toISOString();
  await context.db
    .insertInto('call')
    .values({ number, login: login ?? '', created })
    .execute();
  context.changed(1);
}
