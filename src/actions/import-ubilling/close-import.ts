import type { DatabaseTransaction } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ImportBook } from './import-book.ts';
import { sealSecrets } from './seal-secrets.ts';

const ROWS_AT_ONCE = 200;

/** Writes profiles, balances of virtual accounts, and an opening row for each ledger that does not add up; gives their number. */
export async function closeImport(tx: DatabaseTransaction, book: ImportBook): Promise<number> {
  const profiles = [...book.profiles].map(([subscriber_id, facts]) => ({
    subscriber_id,
    ...emptyProfile,
    ...facts,
    password: facts.password ? sealerOf(tx).seal(facts.password) : null,
  }));
  for (let at = 0; at < profiles.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('subscriber_profile')
      .values(profiles.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
  await sealSecrets(tx);
  const openings = [...book.openings()].map(({ account, ownerId, balance, ledger }) => ({
    account,
    owner_id: ownerId,
    business_date: book.today,
    created: book.created,
    kind: 'opening',
    amount_minor: balance - ledger,
    before_minor: ledger,
    after_minor: balance,
    actor: 'import',
    note: 'balance taken over',
    action: 'import',
  }));
  for (let at = 0; at < openings.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('ledger')
      .values(openings.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
  for (const { account, owner_id, after_minor } of openings) {
    if (account !== 'virtual') continue;
    await tx
      .updateTable('subscriber')
      .set({ virtual_minor: after_minor })
      .where('subscriber_id', '=', owner_id)
      .execute();
  }
  return openings.length;
}

/** Rows of one insert have the same columns. */
const emptyProfile = {
  password: null,
  real_name: null,
  email: null,
  contract: null,
  contract_date: null,
  payment_id: null,
  birth_date: null,
  passport: null,
  ip: null,
  city: null,
  street: null,
  building: null,
  apartment: null,
  entrance: null,
  floor: null,
  speed_kbit: null,
  octets_down: 0,
  octets_up: 0,
  notes: null,
};
