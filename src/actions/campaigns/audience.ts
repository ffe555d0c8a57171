/** Whom a campaign goes to, in pieces. */
import type { Database } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { numberEnd } from '../calls/phone-number.ts';
import { unitsText } from '../ledger/units.ts';
import { addresseesIn } from '../messages/addressees.ts';
import { fillTemplate, replaceMacros } from '../messages/fill-template.ts';
import { idRanges } from '../subscribers/id-ranges.ts';
import { cableFilters, employeeFilters, numberFilters, subscriberFilters } from './filters.ts';
import type { Direction } from './directions.ts';
import type { Rules } from './rules.ts';
import { tiesOf } from './ties.ts';

export interface Member {
  /** Tells members apart who share a number. */
  readonly name: string;
  /** As they were written down. */
  readonly numbers: readonly string[];
  /** The text for him at one of them. */
  fill(template: string, number: string): string;
}

type Audience = (context: ActionContext, rules: Rules['values']) => AsyncIterable<readonly Member[]>;

/** All who agree with every rule. */
export function audienceOf(context: ActionContext, { direction, values }: Rules): AsyncIterable<readonly Member[]> {
  return audiences[direction](context, values);
}

const audiences: Readonly<Record<Direction, Audience>> = {
  login: subscribers,
  ukv: cableCustomers,
  employee: employees,
  numlist: listedNumbers,
};

async function* subscribers(context: ActionContext, rules: Rules['values']): AsyncGenerator<readonly Member[]> {
  const { db, today, options } = context;
  const spread = options.isOn('SPREAD_FEE');
  for await (const range of idRanges(db, 1000)) {
    const ties = { today, spread, ...(await tiesOf(db, range)) };
    const all = await addresseesIn(db, range);
    const meant = all.filter(who =>
      [...rules].every(([name, value]) => subscriberFilters.get(name)?.(who, value, ties)),
    );
    yield meant.map(who => ({
      name: who.login,
      numbers: [who.mobile, ...(rules.has('extmobiles') ? who.extra : [])],
      fill: (template, number) => fillTemplate(template, who, { today, number, spread }),
    }));
  }
}

async function* cableCustomers(
  { db, today }: ActionContext,
  rules: Rules['values'],
): AsyncGenerator<readonly Member[]> {
  const all = await db.selectFrom('cable_subscriber').selectAll().orderBy('cable_subscriber_id').execute();
  const meant = all.filter(who => [...rules].every(([name, value]) => cableFilters.get(name)?.(who, value)));
  yield meant.map(({ cable_subscriber_id, contract, real_name, mobile, balance_minor }) => ({
    name: `cable ${cable_subscriber_id}`,
    numbers: [mobile ?? ''],
    fill: (template, number) =>
      fillWords(template, {
        REALNAME: real_name ?? '',
        CONTRACT: contract ?? '',
        CASH: unitsText(balance_minor),
        ROUNDCASH: unitsText(balance_minor),
        MOBILE: number,
        CURDATE: today,
      }),
  }));
}

async function* employees({ db, today }: ActionContext, rules: Rules['values']): AsyncGenerator<readonly Member[]> {
  const all = await db.selectFrom('employee').selectAll().orderBy('employee_id').execute();
  const meant = all.filter(who => [...rules].every(([name, value]) => employeeFilters.get(name)?.(who, value)));
  yield meant.map(({ employee_id, employee_name, mobile }) => ({
    name: `employee ${employee_id}`,
    numbers: [mobile ?? ''],
    fill: (template, number) => fillWords(template, { REALNAME: employee_name, MOBILE: number, CURDATE: today }),
  }));
}

async function* listedNumbers({ db, today }: ActionContext, rules: Rules['values']): AsyncGenerator<readonly Member[]> {
  const numbers = await db
    .selectFrom('campaign_number')
    .selectAll()
    .where('list', '<>', 'exclude')
    .orderBy('number')
    .execute();
  const ours = rules.has('numnotouruser') ? await ourNumbers(db) : new Set<string>();
  const meant = numbers.filter(({ list, number, notes }) => {
    const listed = { list, notes, isOurs: ours.has(numberEnd(number)) };
    return [...rules].every(([name, value]) => numberFilters.get(name)?.(listed, value));
  });
  yield meant.map(({ number, notes }) => ({
    name: number,
    numbers: [number],
    fill: (template, to) => fillWords(template, { REALNAME: notes ?? '', MOBILE: to, CURDATE: today }),
  }));
}

async function ourNumbers(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('phone').select('number').execute();
  return new Set(rows.map(({ number }) => numberEnd(number)));
}

function fillWords(template: string, words: Readonly<Record<string, string>>): string {
  return replaceMacros(template, name => words[name]);
}
