import { byHand, type SuggestedFix } from '../finding.ts';
import { isDormant } from '../hss-names.ts';
import type { AuditItem, AuditState } from '../state.ts';

/** Puts an item back into the pool. By itself only when every HSS node says that its SIM is not in use: it could be sold again. */
export function freeItem(state: AuditState, { inventory_id, imsi, msisdn }: AuditItem): SuggestedFix {
  const words = `inventory ${inventory_id}: item_state Used, no customer, no service`;
  const calls = [{ to: 'crm', write: 'freeItem', id: inventory_id, words }] as const;
  if (imsi === undefined && msisdn === undefined) return { text: 'free the item', safe: true, calls };
  if (state.hss.length < state.nodeCount) return byHand('free the item when every HSS node can be asked for it', calls);
  const live = state.hss.find(({ subscribers, byImsi }) => {
    const row = imsi === undefined ? subscribers.find(other => other.msisdn === msisdn) : byImsi.get(imsi);
    return row !== undefined && !isDormant(row);
  });
  if (live === undefined) return { text: 'free the item', safe: true, calls };
  return byHand(`free the item when its subscriber at ${live.node} is dormant (HSS-1)`, calls);
}
