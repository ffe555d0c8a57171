import type { Insertable } from 'kysely';
import { dayOf } from '../calendar.ts';
import { unitsText } from '../ledger/units.ts';
import type { LedgerAccount } from '../../store/ledger/post-ledger.ts';
import type { SubscriberProfileTable } from '../../store/tables/subscriber.ts';
import type { NewRow } from './table-import.ts';

/** An amount that had more digits than the books keep. */
export interface Rounding {
  readonly table: string;
  readonly column: string;
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

const TOLD_ROUNDINGS = 100;

/** What an import has learnt so far: who is who, what was rounded, what the balances must come to. */
export class ImportBook {
  readonly created: string;
  readonly today: string;
  readonly subscribers = new Map<string, number>();
  readonly tariffs = new Map<string, number>();
  readonly profiles = new Map<number, Partial<Insertable<SubscriberProfileTable>>>();
  readonly subscriberOfIp = new Map<string, number>();
  readonly subscriberOfContract = new Map<string, number>();
  /** What came in otherwise than it stood there, with how often. */
  readonly notes: Record<string, number> = {};
  readonly roundings: Rounding[] = [];
  roundedCount = 0;
  readonly #balances = new Map<string, { account: LedgerAccount; ownerId: number; balance: number; ledger: number }>();
  /** Rows that come in when all else is there. */
  readonly later: NewRow[] = [];
  /** What other rows name: apartments by their numbers, speeds by their tariff. */
  readonly parts = new Map<string, Readonly<Record<string, string>>>();

  constructor(now: Date) {
    this.created = now.toISOString();
    this.today = dayOf(now);
  }

  rounded(table: string, column: string, id: number, from: string, minor: number): void {
    this.roundedCount++;
    if (this.roundings.length < TOLD_ROUNDINGS) this.roundings.push({ table, column, id, from, to: unitsText(minor) });
  }

  note(what: string): void {
    this.notes[what] = (this.notes[what] ?? 0) + 1;
  }

  /** Adds to what is known of a subscriber. */
  profile(subscriberId: number, facts: Partial<Insertable<SubscriberProfileTable>>): void {
    this.profiles.set(subscriberId, { ...this.profiles.get(subscriberId), ...facts });
    if (facts.ip) this.subscriberOfIp.set(facts.ip, subscriberId);
    if (facts.contract) this.subscriberOfContract.set(facts.contract, subscriberId);
  }

  /** What Ubilling says an account holds. */
  balance(account: LedgerAccount, ownerId: number, minor: number): void {
    this.#account(account, ownerId).balance = minor;
  }

  /** A row of its ledger. */
  moved(account: LedgerAccount, ownerId: number, minor: number): void {
    this.#account(account, ownerId).ledger += minor;
  }

  /** Accounts whose ledger does not add up to the balance, with what is missing. */
  *openings(): IterableIterator<{ account: LedgerAccount; ownerId: number; balance: number; ledger: number }> {
    for (const account of this.#balances.values()) if (account.balance !== account.ledger) yield account;
  }

  #account(account: LedgerAccount, ownerId: number): { balance: number; ledger: number } {
    const key = `${account} ${ownerId}`;
    const known = this.#balances.get(key) ?? { account, ownerId, balance: 0, ledger: 0 };
    this.#balances.set(key, known);
    return known;
  }
}
