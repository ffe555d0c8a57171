/** Plays the requests of a scenario to omnicrm over HTTP, as the original got them. */
import type { TestContext } from 'node:test';
import { actions } from '../../../src/actions/index.ts';
import { addDays } from '../../../src/actions/calendar.ts';
import { optionsFrom } from '../../../src/actions/options/options.ts';
import { loadConfig } from '../../../src/config.ts';
import { buildServer } from '../../../src/http/build-server.ts';
import { createTokens } from '../../../src/http/tokens.ts';
import type { Database } from '../../../src/store/schema.ts';
import { temporaryFolder } from '../../store/temporary-database.ts';
import { type BookChange, changeSince, recordedChange, takeSnapshot } from './books.ts';
import { fixtureDatabase } from './fixture-database.ts';
import { writeHomeFiles } from './home-files.ts';
import { shippedOptions } from './shipped-options.ts';
import { actionOf, type Scenario, type Step } from './transcript.ts';

export const SERIAL = 'UB0123456789abcdef0123456789abcdef';

/** A step of the scenario with what the original and omnicrm made of it. */
export interface ReplayedStep {
  readonly index: number;
  readonly request: string;
  readonly step: Step;
  readonly recorded: BookChange;
  readonly reply: string;
  readonly change: BookChange;
}

/** Counters that the original moves at each call, and omnicrm once a day: there each call has a day of its own. */
const daily = new Set(['cudiscounts', 'freezedayscharge', 'crimeandpunishment']);

/** The steps whose actions the registry has, replayed in their order. */
export async function replay(t: TestContext, scenario: Scenario): Promise<readonly ReplayedStep[]> {
  const began = scenario.source.includes('2026-11-30') ? '2026-11-30' : '2026-11-21';
  let today = began;
  let options = withOptions(shippedOptions, scenario.alter_ini);
  const clock = (): Date => new Date(`${today}T21:00:00`);
  const home = temporaryFolder(t);
  const db = await fixtureDatabase(t, scenario.fixture_changes_sql, clock(), home);
  writeHomeFiles(home);
  const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: '/' });
  const floor = {
    db,
    config,
    clock,
    get options() {
      return optionsFrom(options);
    },
  };
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  let serial: string | undefined = SERIAL;
  const remoteApi = {
    floor,
    compat: true,
    get serial() {
      return serial;
    },
  };
  const server = await buildServer({ db, tokens, remoteApi });
  t.after(() => server.close());
  const replayed: ReplayedStep[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    if (step.alter_ini !== undefined) options = withOptions(options, step.alter_ini);
    if (step.sql === 'DELETE FROM ubstats') serial = undefined;
    else if (step.sql !== undefined) await repeatSql(db, step.sql);
    const { request } = step;
    if (request === undefined || !isBuilt(scenario, request)) continue;
    const before = await takeSnapshot(db);
    const [method = 'GET', url = ''] = request.replaceAll('<KEY>', SERIAL).split(' ', 2);
    const reply = await server.inject({ method: method as 'GET', url });
    const recorded = recordedChange(step.db_changes ?? {});
    replayed.push({ index, request, step, recorded, reply: reply.body, change: await changeSince(db, before) });
    if (daily.has(scenario.action)) today = addDays(today, 1);
  }
  return replayed;
}

/** Whether omnicrm has what the request asks for; the dispatcher's own checks are always there. */
export function isBuilt(scenario: Scenario, request: string): boolean {
  return actions.has(actionOf(request)) || scenario.id === 'dispatcher';
}

function withOptions(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | number | null>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** The few statements between requests, in our words. */
async function repeatSql(db: Database, text: string): Promise<void> {
  for (const [pattern, repeat] of statements) {
    const match = pattern.exec(text);
    if (match !== null) await repeat(db, match.slice(1));
  }
}

const userColumns: Readonly<Record<string, readonly [column: string, units: number]>> = {
  Cash: ['balance_minor', 100],
  Credit: ['credit_minor', 100],
  Passive: ['frozen', 1],
  Down: ['down', 1],
  AlwaysOnline: ['always_online', 1],
};

type Repeat = (db: Database, parts: readonly string[]) => Promise<unknown>;

const statements: readonly (readonly [RegExp, Repeat])[] = [
  [
    /^INSERT INTO users .*newbie/,
    db => db.insertInto('subscriber').values({ login: 'newbie', created: new Date().toISOString() }).execute(),
  ],
  [/^UPDATE switches SET `desc`=''$/, db => db.updateTable('switch').set({ description: '' }).execute()],
  [
    /^UPDATE users SET (Cash|Credit|Passive|Down|AlwaysOnline)=(-?[\d.]+)(?: WHERE login='(\w+)')?$/,
    (db, [name = '', value = '', login]) => {
      const [column = '', units = 1] = userColumns[name] ?? [];
      const update = db.updateTable('subscriber').set({ [column]: Math.round(Number(value) * units) });
      return (login === undefined ? update : update.where('login', '=', login)).execute();
    },
  ],
  [/^DELETE FROM dealwithit$/, db => db.deleteFrom('task').where('state', '=', 'due').execute()],
];
