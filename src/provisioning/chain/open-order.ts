import { createOrder, type PlannedStep } from '../../crm/order-record.ts';
import { keepPlayText } from '../../crm/provision-journal.ts';
import type { Playbook } from '../../engine/index.ts';
import type { NewProvision } from '../../crm/provision-record.ts';
import type { Database } from '../../store/schema.ts';
import { countTasks } from '../count-tasks.ts';
import { playSource } from '../play-source.ts';
import { playTitle } from '../play-title.ts';

export interface LoadedPlay {
  readonly play: string;
  readonly playbook: Playbook;
}

/** The columns that make a run the first step of an order; none for a single play. Its plays are kept as they are now. */
export async function openOrder(
  tx: Database,
  { action, customer_id, product_id, service_id = null }: NewProvision,
  plays: readonly LoadedPlay[],
): Promise<{ order_id?: number; step?: number }> {
  if (plays.length < 2) return {};
  const planned: PlannedStep[] = [];
  for (const loaded of plays) planned.push(await planStep(tx, loaded));
  return { order_id: await createOrder(tx, { action, customer_id, product_id, service_id, plays: planned }), step: 1 };
}

async function planStep(tx: Database, { play, playbook }: LoadedPlay): Promise<PlannedStep> {
  const { digest, text } = playSource(playbook);
  keepPlayText(tx, digest, text);
  return { play, title: playTitle({ playbook, play }), taskCount: countTasks(playbook), playDigest: digest };
}
