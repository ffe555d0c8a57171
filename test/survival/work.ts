/** What a process is told to do: an order of a product, or the removal of a service. */
export interface Work {
  readonly product?: string;
  readonly service?: number;
  readonly vars?: Readonly<Record<string, number | string>>;
}
