/** `omnicrm invoice …` */
import type { Invoice } from '../../crm/types.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printRecord } from '../output/print-record.ts';
import { printTable } from '../output/print-table.ts';
import { idOf } from '../things/id-of.ts';
import { withDatabase } from '../with-database.ts';

const crm = () => import('../../crm/invoice.ts');

export interface NewInvoice {
  readonly customer: string;
  readonly from: string;
  readonly to: string;
  readonly due?: string;
  readonly notes?: string;
}

export async function createOne(cli: Cli, { customer, from, to, due, notes }: NewInvoice): Promise<void> {
  const { createInvoice } = await crm();
  const { currency, invoice } = await cli.config();
  const input = { customer_id: idOf('customer', customer), start_date: from, end_date: to, due_date: due, notes };
  await withDatabase(cli, async db =>
    print(cli, await createInvoice(db, input, { currency, dueDays: invoice.dueDays })),
  );
}

export async function setStatus(cli: Cli, id: string, invoice_status: 'paid' | 'void'): Promise<void> {
  const { updateInvoice } = await crm();
  await withDatabase(cli, async db => print(cli, await updateInvoice(db, idOf('invoice', id), { invoice_status })));
}

export async function listAll(
  cli: Cli,
  options: { readonly customer?: string; readonly status?: string; readonly page: string },
): Promise<void> {
  const { listInvoices } = await crm();
  const { customer, status, page } = options;
  const filters = {
    ...(customer === undefined ? {} : { customer_id: [idOf('customer', customer)] }),
    ...(status === undefined ? {} : { invoice_status: [status] }),
  };
  await withDatabase(cli, async db => {
    const found = await listInvoices(db, { filters, page, order: 'desc' });
    if (cli.json) return printJson(cli.io, found);
    const rows = found.data.map(row => [
      row.invoice_id,
      row.invoice_number,
      row.customer_id,
      row.invoice_status,
      row.due_date,
      row.total_amount,
      row.total_tax,
    ]);
    return printTable(cli.io, ['id', 'number', 'customer', 'status', 'due', 'amount', 'tax'], rows);
  });
}

export async function showOne(cli: Cli, id: string, { html }: { readonly html?: boolean }): Promise<void> {
  const { getInvoice, invoiceTransactions } = await crm();
  const config = await cli.config();
  await withDatabase(cli, async db => {
    const invoice = await getInvoice(db, idOf('invoice', id));
    if (html === true) {
      const { renderInvoice } = await import('../../http/invoice/render-invoice.ts');
      return cli.io.out(await renderInvoice(db, invoice, { ...config.invoice, currency: config.currency }));
    }
    const transactions = await invoiceTransactions(db, invoice.invoice_id);
    if (cli.json) return printJson(cli.io, { ...invoice, transactions });
    printRecord(cli.io, { ...invoice });
    const rows = transactions.map(row => [
      row.transaction_id,
      row.created.slice(0, 10),
      row.title,
      row.retail_cost,
      row.tax,
    ]);
    return printTable(cli.io, ['id', 'date', 'title', 'amount', 'tax'], rows);
  });
}

function print(cli: Cli, invoice: Invoice): void {
  if (cli.json) printJson(cli.io, invoice);
  else if (!cli.quiet)
    cli.io.out(`invoice ${invoice.invoice_number} (${invoice.invoice_id}): ${invoice.invoice_status}\n`);
}
