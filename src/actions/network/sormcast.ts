import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { type Cell, csvText } from './sorm/csv.ts';
import { addressRows, gateRows, paymentRows, payTypeRows } from './sorm/other-tables.ts';
import { serviceRow, sormSubscribers, subscriberRow } from './sorm/subscribers.ts';
import { toWindows1251 } from './sorm/to-windows-1251.ts';

export const sormcast = defineAction({
  name: 'sormcast',
  summary: 'Write subscribers, payments and dictionaries as CSV files for lawful interception.',
  gate: { SORM_ENABLED: 'ERROR:SORM_DISABLED' },
  changes: 'outside',
  run: {
    handler: async context => {
      const { options, config } = context;
      const branch = options.text('SORM_BRANCHID') ?? '';
      const folder = resolve(config.home, options.text('SORM_PATH') || 'documents/sorm');
      for (const [file, rows] of await filesOf(context, branch)) {
        writeWhole(join(folder, `${file}.csv`), toWindows1251(csvText(rows)));
        context.count('files');
        context.count('rows', rows.length);
      }
      return done('OK:SORMCAST');
    },
  },
});

type Rows = readonly (readonly Cell[])[];

async function filesOf(context: ActionContext, branch: string): Promise<ReadonlyMap<string, Rows>> {
  const subscribers = await sormSubscribers(context);
  const provider = context.options.text('SORM_ISPNAME') ?? '';
  return new Map<string, Rows>([
    ['abonents/4.1-abonents', subscribers.map(one => subscriberRow(branch, one))],
    ['abonents/4.2-services', subscribers.map(one => serviceRow(branch, one))],
    ['payments/6.7-balance-fillup', await paymentRows(context, branch)],
    ['dictionaries/7.1-gates', await gateRows(context, branch)],
    ['dictionaries/7.2-supplement_services', [[branch, 1, provider]]],
    ['dictionaries/7.3-pay_types', await payTypeRows(context, branch)],
    ['dictionaries/7.4-ip_numbering_plan', await addressRows(context, branch)],
    ['dictionaries/7.5-doctypes', [[branch, 1, 'passport']]],
  ]);
}

/** Whoever fetches the files never sees half of one. They name people: only their owner reads them. */
function writeWhole(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, bytes, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
