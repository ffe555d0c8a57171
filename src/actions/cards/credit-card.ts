import type { Selectable } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { CardTable } from '../../store/tables/ledger.ts';
import type { ActionContext } from '../action.ts';
import { chargeOnce } from '../ledger/charge-once.ts';

export interface CardPayment {
  readonly card: Selectable<CardTable>;
  readonly ownerId: number;
  readonly cashTypeId: number;
}

/** Marks a card as used and pays its amount to somebody, once in its life. False when it was used before. */
export async function creditCard(
  context: ActionContext,
  tx: DatabaseTransaction,
  { card, ownerId, cashTypeId }: CardPayment,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('card')
    .set({ used: 1 })
    .where('card_id', '=', card.card_id)
    .where('used', '=', 0)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  context.changed(1);
  const { amount_minor: amountMinor, serial, card_id } = card;
  const note = `CARD:${serial}`;
  return chargeOnce(context, tx, {
    ownerId,
    amountMinor,
    note,
    subject: `card:${card_id}`,
    period: 'once',
    cashTypeId,
  });
}
