/** What a process is told to do; `vars` are those of an order. */
export type Work =
  | { readonly order: string; readonly vars?: Readonly<Record<string, number>> }
  | { readonly remove: number }
  | { readonly resume: number }
  | { readonly rollBack: number };
