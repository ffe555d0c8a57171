import type BetterSqlite3 from 'better-sqlite3';

export type RadiusScenario = 'check' | 'reply' | 'groupreply';

/** One attribute of one user or group. */
export interface RadiusRow {
  readonly scenario: RadiusScenario;
  readonly username: string;
  readonly attribute: string;
  readonly op: string;
  readonly value: string;
}

/** How many rows were written and deleted, and the names of whom an attribute has another value than before. */
export interface RadiusChange {
  readonly written: number;
  readonly deleted: number;
  readonly changedNames: ReadonlySet<string>;
}

const tables: Readonly<Record<RadiusScenario, { readonly table: string; readonly who: string }>> = {
  check: { table: 'radcheck', who: 'username' },
  reply: { table: 'radreply', who: 'username' },
  groupreply: { table: 'radgroupreply', who: 'groupname' },
};

/**
 * Makes our rows the ones that are wanted, in one transaction: whoever asks meanwhile gets the old rows or the new ones, never
 * none. Rows that are right already stay; with `anew` all are written again.
 */
export function replaceAttributes(
  sqlite: BetterSqlite3.Database,
  wanted: readonly RadiusRow[],
  anew = false,
): RadiusChange {
  const changedNames = new Set<string>();
  const count = { written: 0, deleted: 0 };
  sqlite
    .transaction(() => {
      for (const scenario of Object.keys(tables) as RadiusScenario[]) {
        const missing = new Map(wanted.filter(row => row.scenario === scenario).map(row => [keyOf(row), row] as const));
        const ended = new Set<string>();
        for (const { id, ...row } of ourRows(sqlite, scenario)) {
          if (!anew && missing.delete(keyOf(row))) continue;
          if (!missing.has(keyOf(row))) ended.add(placeOf(row));
          sqlite.prepare(`delete from ${tables[scenario].table} where id = ?`).run(id);
          count.deleted++;
        }
        for (const row of missing.values()) {
          insert(sqlite, row);
          if (ended.has(placeOf(row))) changedNames.add(row.username);
          count.written++;
        }
      }
    })
    .immediate();
  return { ...count, changedNames };
}

type Stored = Omit<RadiusRow, 'scenario'> & { readonly id: number };

function ourRows(sqlite: BetterSqlite3.Database, scenario: RadiusScenario): readonly Stored[] {
  const { table, who } = tables[scenario];
  const query = `select id, ${who} as username, attribute, op, value from ${table} where owner = 'omnicrm'`;
  return sqlite.prepare(query).all() as Stored[];
}

function insert(sqlite: BetterSqlite3.Database, { scenario, username, attribute, op, value }: RadiusRow): void {
  const { table, who } = tables[scenario];
  const insertion = `insert into ${table} (${who}, attribute, op, value, owner) values (?, ?, ?, ?, 'omnicrm')`;
  sqlite.prepare(insertion).run(username, attribute, op, value);
}

function placeOf({ username, attribute }: Pick<RadiusRow, 'username' | 'attribute'>): string {
  return JSON.stringify([username, attribute]);
}

function keyOf({ username, attribute, op, value }: Omit<RadiusRow, 'scenario'>): string {
  return JSON.stringify([username, attribute, op, value]);
}
