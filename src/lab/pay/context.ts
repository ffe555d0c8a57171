import type { CardConduct } from './cards.ts';
import type { PayState } from './state.ts';

/** What a payment call works with. */
export interface PayContext {
  readonly state: PayState;
  /** Now, in Unix seconds. */
  readonly seconds: number;
  /** Told what the card that was charged does beside. */
  conduct(card: CardConduct): void;
}

/** Ids count up, so that a restored state gives the same ones again. */
export function newId(context: PayContext, prefix: string): string {
  return `${prefix}_lab_${context.state.nextId++}`;
}
