/** A dispatcher over the fixture's subscribers, with a clock of its own. */
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { dispatch } from '../../src/actions/dispatch.ts';
import { optionsFrom } from '../../src/actions/options/options.ts';
import type { ActionFloor, ActionReply, ActionRequest } from '../../src/actions/request.ts';
import { loadConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';
import { temporaryFolder } from '../store/temporary-database.ts';
import { shippedOptions } from './replay/shipped-options.ts';
import { fixtureDatabase } from './replay/fixture-database.ts';

export const NOON = new Date('2026-11-21T12:00:00');

export interface TestFloor {
  readonly floor: ActionFloor;
  readonly home: string;
  /** Calls an action in Ubilling's form: `usercash&login=alice&summ=5`. */
  readonly call: (words: string, more?: Partial<ActionRequest>) => Promise<ActionReply>;
  /** Another connection to the same database, as another process has. */
  readonly another: () => Promise<ActionFloor>;
  readonly balance: (login: string) => Promise<number>;
}

export async function openFloor(
  t: TestContext,
  options: Readonly<Record<string, string>> = {},
  moreSql = '',
): Promise<TestFloor> {
  const home = temporaryFolder(t);
  const file = join(home, 'omnicrm.db');
  const config = await loadConfig({
    env: { OMNICRM_HOME: home },
    cwd: '/',
    flags: { 'actions.wait': '20', plays_path: join(home, 'plays') },
  });
  const floorOn = (db: Database): ActionFloor => ({
    db,
    config,
    options: optionsFrom({ ...shippedOptions, ...options }),
    clock: () => NOON,
  });
  const floor = floorOn(await fixtureDatabase(t, moreSql, NOON, home));
  return {
    floor,
    home,
    call: (words, more) => callOn(floor, words, more),
    another: async () => {
      const db = await openDatabase(file);
      t.after(() => db.destroy());
      return floorOn(db);
    },
    balance: async login => {
      const row = await floor.db
        .selectFrom('subscriber')
        .select('balance_minor')
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      return row.balance_minor;
    },
  };
}

export function callOn(floor: ActionFloor, words: string, more: Partial<ActionRequest> = {}): Promise<ActionReply> {
  const { action = '', ...params } = Object.fromEntries(new URLSearchParams(`action=${words}`));
  return dispatch(floor, { name: action, params, door: 'cli', ...more });
}
