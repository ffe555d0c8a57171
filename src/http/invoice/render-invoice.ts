import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCustomer } from '../../crm/customer.ts';
import { invoiceTransactions } from '../../crm/invoice.ts';
import { moneyText, parseMoney } from '../../crm/money.ts';
import type { Invoice } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';
import { packageRoot } from '../../package-root.ts';
import type { Database } from '../../store/schema.ts';
import {
  Environment,
  Templar,
  TemplateError,
  defaultTables,
  scopeWith,
  str,
  toValue,
  type Dict,
} from '../../template/index.ts';
import { escapeHtml, Markup } from '../../template/values/markup.ts';
import type { InvoiceSettings } from './invoice-settings.ts';

/** Templates of invoices read no files and run no programs. */
const REFUSED_LOOKUPS = new Set([
  'pipe',
  'url',
  'file',
  'fileglob',
  'lines',
  'env',
  'password',
  'csvfile',
  'ini',
  'template',
  'first_found',
  'unvault',
]);
const nothing = { get: () => undefined, names: () => [] };
const environment = new Environment(defaultTables);

/**
 * An invoice as HTML. The template sees `invoice` (with `total`), `customer`, `transactions` and `issuer`; amounts are texts with
 * two digits, and every text is escaped already. Throws E_CONFIG when the template cannot be read or does not render.
 */
export async function renderInvoice(db: Database, invoice: Invoice, settings: InvoiceSettings): Promise<string> {
  const file = settings.templateFile ?? join(packageRoot(), 'data/invoice/invoice.html');
  const customer = await getCustomer(db, invoice.customer_id);
  const transactions = (await invoiceTransactions(db, invoice.invoice_id)).map(row =>
    withAmounts(row, ['retail_cost', 'tax']),
  );
  const total = parseMoney(invoice.total_amount) + parseMoney(invoice.total_tax);
  const shown = { ...withAmounts(invoice, ['total_amount', 'total_tax']), total: moneyText(total) };
  const vars = toValue(escaped({ invoice: shown, customer, transactions, issuer: settings.issuer })) as Dict;
  try {
    const templar = new Templar(environment, scopeWith(vars, nothing), { refusedLookups: REFUSED_LOOKUPS });
    return str(templar.renderText(await readFile(file, 'utf8'), { escapeBackslashes: false }));
  } catch (cause) {
    if (cause instanceof TemplateError || isSystemError(cause)) throw unusable(file, cause);
    throw cause;
  }
}

function withAmounts(row: object, names: readonly string[]): object {
  const amounts = Object.entries(row).filter(([name]) => names.includes(name));
  return { ...row, ...Object.fromEntries(amounts.map(([name, value]) => [name, moneyText(parseMoney(value))])) };
}

/** Every text as ready HTML: a template that forgets to escape is safe too. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return new Markup(escapeHtml(value));
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, escaped(inner)]));
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unusable(file: string, cause: Error): OmnicrmError {
  return new OmnicrmError('E_CONFIG', `the invoice template cannot be used: ${file}: ${cause.message}`, { cause });
}
