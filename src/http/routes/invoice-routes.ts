import { getInvoice } from '../../crm/invoice.ts';
import { renderInvoice } from '../invoice/render-invoice.ts';
import type { Route } from '../route.ts';
import { idParams } from '../schemas.ts';

/** What invoices have beside the usual routes. */
export const invoiceRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/invoice/invoice_id/:invoice_id/html',
    summary: 'An invoice as a page to print',
    permission: { verb: 'view', object: 'invoice' },
    schema: { params: idParams('invoice_id') },
    run: async ({ db, access, params, invoices, page }) => {
      const invoice = await getInvoice(db, params['invoice_id']);
      await access.mayRead(db, 'invoice', { ...invoice });
      return page(await renderInvoice(db, invoice, invoices));
    },
  },
];
