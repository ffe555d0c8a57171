/** What the configuration says of invoices. */
export interface InvoiceSettings {
  /** ISO 4217 code. */
  readonly currency: string;
  readonly dueDays: number;
  /** Name and address of who writes them, as lines. */
  readonly issuer: string;
  /** Undefined for the shipped template. */
  readonly templateFile: string | undefined;
}

export const shippedInvoices: InvoiceSettings = { currency: 'USD', dueDays: 14, issuer: '', templateFile: undefined };
