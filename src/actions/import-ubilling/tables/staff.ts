/** Who works for the operator and at what, and campaigns of messages. */
import type { ImportBook } from '../import-book.ts';
import { into, type TableImport } from '../table-import.ts';

export const staff: readonly TableImport[] = [
  {
    from: 'employee',
    take: row =>
      into('employee', {
        employee_id: row.id,
        employee_name: row.text('name'),
        appointment: row.optional('appointment'),
        mobile: row.optional('mobile'),
        telegram: row.optional('telegram'),
        admin_login: row.optional('admlogin'),
        active: row.flag('active'),
      }),
  },
  {
    from: 'stickynotes',
    take: row =>
      into('staff_note', {
        owner: row.text('owner'),
        remind_date: row.day('reminddate'),
        active: row.flag('active', 1),
        body: row.text('text'),
        created: row.moment('createdate'),
      }),
  },
  {
    from: 'taskman',
    take: row =>
      into('job_order', {
        job_order_id: row.id,
        employee_id: row.number('employee') || null,
        start_date: row.day('startdate'),
        address: row.optional('address'),
        done: row.flag('status'),
        created: row.moment('date'),
      }),
  },
  { from: 'jobtypes', take: (row, book) => part(book, `job ${row.id}`, { name: row.text('jobname') }) },
  {
    from: 'salary_jobprices',
    take: (row, book) =>
      part(book, `price ${row.text('jobtypeid')}`, {
        price: String(row.amount('price')),
        unit: row.text('unit'),
        minutes: row.text('time'),
      }),
  },
  {
    from: 'salary_jobs',
    take: (row, book) => {
      const price = book.parts.get(`price ${row.text('jobtypeid')}`);
      return into('job', {
        job_id: row.id,
        business_date: row.day('date') ?? book.today,
        job_order_id: row.number('taskid') || null,
        employee_id: row.number('employeeid'),
        job_name: book.parts.get(`job ${row.text('jobtypeid')}`)?.['name'] ?? row.text('jobtypeid'),
        factor: row.number('factor'),
        unit: price?.['unit'] ?? null,
        minutes: Number(price?.['minutes'] ?? 0),
        price_minor: Number(price?.['price'] ?? 0),
        agreed_minor: row.text('overprice') === '' ? null : row.money('overprice'),
        created: row.moment('date'),
      });
    },
  },
  {
    from: 'wh_itemtypes',
    take: row => into('stock_item', { stock_item_id: row.id, item_name: row.text('name'), unit: row.optional('unit') }),
  },
  {
    from: 'wh_in',
    take: row =>
      into('stock_receipt', {
        stock_item_id: row.number('itemtypeid'),
        quantity: row.number('count'),
        price_minor: row.amount('price'),
      }),
  },
  {
    from: 'wh_reserve',
    take: row =>
      into('stock_reservation', {
        stock_item_id: row.number('itemtypeid'),
        employee_id: row.number('employeeid'),
        quantity: row.number('count'),
      }),
  },
  {
    from: 'crm_activities',
    take: row =>
      into('lead_activity', {
        lead_activity_id: row.id,
        lead_id: row.number('leadid') || null,
        employee_id: row.number('employeeid') || null,
        is_open: row.flag('state') === 0 ? 1 : 0,
        created: row.moment('date'),
      }),
  },
  {
    from: 'smz_filters',
    take: row =>
      into('campaign_filter', {
        campaign_filter_id: row.id,
        filter_name: row.text('name'),
        rules: row.text('filters'),
      }),
  },
  {
    from: 'smz_templates',
    take: row =>
      into('campaign_template', {
        campaign_template_id: row.id,
        template_name: row.text('name'),
        body: row.text('text'),
      }),
  },
  { from: 'smz_excl', take: row => into('campaign_number', { list: 'exclude', number: row.text('mobile') }) },
  {
    from: 'smz_nums',
    take: row =>
      into('campaign_number', { list: row.text('numid'), number: row.text('mobile'), notes: row.optional('notes') }),
  },
];

function part(book: ImportBook, key: string, facts: Readonly<Record<string, string>>): [] {
  book.parts.set(key, facts);
  return [];
}
