/** What decides whether a subscriber may use the net. */
export interface Access {
  readonly balance_minor: number;
  readonly credit_minor: number;
  readonly frozen: number;
  readonly down: number;
  readonly always_online: number;
}

/** Whether he may: not in debt, neither frozen nor switched off, and his access tied to nothing. */
export function hasAccess({ balance_minor, credit_minor, frozen, down, always_online }: Access): boolean {
  return balance_minor >= -credit_minor && frozen === 0 && down === 0 && always_online === 1;
}
