import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const LIFE_SECONDS = 300;
const MAC_LENGTH = 32;

/** Nonces of this process: signed, five minutes old at most, each count of one good once. */
export class Nonces {
  readonly #key = randomBytes(32);
  readonly #now: () => Date;
  /** Counts seen, by nonce; only of requests whose digest was right, so that strangers fill nothing. */
  readonly #seen = new Map<string, { readonly until: number; readonly counts: Set<string> }>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** 16 hex digits of time and chance, and their signature. */
  issue(): string {
    const seconds = Math.floor(this.#now().getTime() / 1000);
    const text = seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
    return text + this.#mac(text);
  }

  /** Whether the nonce is ours and young, and this count of it new; it is used up then. */
  use(nonce: string, count: string): boolean {
    const until = this.#endOf(nonce);
    const now = this.#now().getTime();
    if (until === undefined || now > until) return false;
    this.#forget(now);
    const entry = this.#seen.get(nonce) ?? { until, counts: new Set<string>() };
    if (entry.counts.has(count)) return false;
    entry.counts.add(count);
    this.#seen.set(nonce, entry);
    return true;
  }

  #endOf(nonce: string): number | undefined {
    const text = nonce.slice(0, -MAC_LENGTH);
    const [given, right] = [Buffer.from(nonce.slice(-MAC_LENGTH)), Buffer.from(this.#mac(text))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return (Number.parseInt(text.slice(0, 8), 16) + LIFE_SECONDS) * 1000;
  }

  #mac(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('hex').slice(0, MAC_LENGTH);
  }

  /** The oldest stand first. */
  #forget(now: number): void {
    for (const [nonce, { until }] of this.#seen) {
      if (until >= now) return;
      this.#seen.delete(nonce);
    }
  }
}
