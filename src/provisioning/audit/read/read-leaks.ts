/** Texts of the database that tell what was done, searched for secrets in clear. */
import { secretValuesOf } from '../../../crm/inventory.ts';
import { untyped } from '../../../crm/things/thing.ts';
import { isSecretPath } from '../../../config.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import { createLeakFinder, type LeakFinder } from '../leak-finder.ts';
import type { AuditItem, Leak } from '../state.ts';

/** Tables of runs, events, journals and messages; tables that keep secrets keep them sealed. */
const TOLD = /^provision|journal|notif|mail|event|log|message/;
const PAGE_SIZE = 500;

/** Every row of those tables that holds a secret of stock or of the configuration, or what looks like one. */
export async function readLeaks(context: BackendContext, items: readonly AuditItem[]): Promise<Leak[]> {
  const finder = createLeakFinder(await secretsOf(context, items));
  const leaks: Leak[] = [];
  for (const { name: table, columns } of await context.db.introspection.getTables()) {
    if (!TOLD.test(table)) continue;
    const texts = namesOf(columns, /text|char|json/i).filter(name => !name.startsWith('sealed_'));
    const numbers = namesOf(columns, /int/i);
    if (texts.length > 0) await searchTable(context, { table, texts, numbers, finder, leaks });
  }
  return leaks;
}

interface Search {
  readonly table: string;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly finder: LeakFinder;
  readonly leaks: Leak[];
}

async function searchTable({ db }: BackendContext, search: Search): Promise<void> {
  const { table, texts, numbers, finder, leaks } = search;
  const rows = untyped(db)
    .selectFrom(table)
    .select([...numbers, ...texts])
    .limit(PAGE_SIZE);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = await rows.offset(offset).execute();
    for (const row of page) {
      for (const column of texts) {
        const value = row[column];
        const what = typeof value === 'string' ? finder(value) : undefined;
        if (what !== undefined) leaks.push({ key: keyOf(search, row), column, what });
      }
    }
    if (page.length < PAGE_SIZE) return;
  }
}

/** The row by its own numbers: `provision 7`, `provision_event 7 12`. */
function keyOf({ table, numbers }: Search, row: Readonly<Record<string, unknown>>): string {
  const own = numbers.filter((name, index) => index === 0 || name.endsWith('_number'));
  return [table, ...own.map(name => row[name])].join(' ');
}

function namesOf(columns: readonly { readonly name: string; readonly dataType: string }[], type: RegExp): string[] {
  return columns.filter(column => type.test(column.dataType)).map(column => column.name);
}

async function secretsOf({ db, config }: BackendContext, items: readonly AuditItem[]): Promise<Map<string, string>> {
  const secrets = new Map<string, string>();
  for (let first = 0; first < items.length; first += PAGE_SIZE) {
    const ids = items.slice(first, first + PAGE_SIZE).map(item => item.inventory_id);
    for (const secret of await secretValuesOf(db, ids)) secrets.set(secret, 'a secret field of stock');
  }
  for (const { path, value } of config.entries.values()) {
    if (isSecretPath(path) && typeof value === 'string') secrets.set(value, `the configured ${path}`);
  }
  return secrets;
}
