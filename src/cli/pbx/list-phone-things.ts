import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withApp } from '../runs/with-app.ts';
import type { PhoneKind, PhoneRow } from './phone-kinds.ts';

export interface PhoneListFlags {
  readonly search?: string;
  readonly limit?: string;
  readonly skip?: string;
}

/** Prints a list of the configured phone system. Throws E_BACKEND_DOWN, E_CONFIG, and E_INPUT for what it refuses. */
export async function listPhoneThings(cli: Cli, kind: PhoneKind, flags: PhoneListFlags): Promise<void> {
  const query = new URLSearchParams(Object.entries(flags).filter(([, value]) => value !== undefined)).toString();
  const path = `/${kind.name}${query === '' ? '' : `?${query}`}`;
  const { status, json } = await withApp(cli, app => app.askPhone(path));
  const { items, total } = listOf(json);
  if (status !== 200 || items === undefined) throw refusal(status, json);
  // confd looks through users, extensions and devices only; it gives all lines, whatever is asked for.
  const page = kind.name === 'lines' && items.length === Number(total) ? pageOf(kind, items, flags) : { items, total };
  if (cli.json) return printJson(cli.io, { ...page, items: page.items.map(withoutSecrets) });
  await printTable(cli.io, kind.head, page.items.map(kind.cells));
  if (!cli.quiet && page.items.length < Number(page.total))
    cli.io.err(`${page.items.length} of ${String(page.total)}\n`);
}

function pageOf({ cells }: PhoneKind, rows: readonly PhoneRow[], { search = '', limit, skip }: PhoneListFlags) {
  const found = rows.filter(row => holds(cells(row), search));
  const first = Number(skip ?? 0);
  return { items: found.slice(first, limit === undefined ? undefined : first + Number(limit)), total: found.length };
}

function listOf(json: unknown): { readonly items?: readonly PhoneRow[]; readonly total?: unknown } {
  const { items, total } = (json ?? {}) as { readonly items?: unknown; readonly total?: unknown };
  return Array.isArray(items) ? { items: items as readonly PhoneRow[], total } : {};
}

function holds(cells: readonly unknown[], search: string): boolean {
  return cells.some(value => String(value).toLowerCase().includes(search.toLowerCase()));
}

function withoutSecrets({ password: _password, secret: _secret, links: _links, ...row }: PhoneRow): PhoneRow {
  return row;
}

function refusal(status: number, json: unknown): OmnicrmError {
  if (status === 401) {
    return new OmnicrmError('E_CONFIG', 'the phone system refuses the login', {
      hint: 'check pbx.username and pbx.password',
    });
  }
  const said = Array.isArray(json) ? json.join('; ') : `status ${status}`;
  return new OmnicrmError(status === 400 ? 'E_INPUT' : 'E_BACKEND_DOWN', `the phone system answered: ${said}`);
}
