import { sql } from 'kysely';
import type { ActionContext } from '../action.ts';
import { momentOf, monthOf } from '../calendar.ts';
import type { Figures } from './figure.ts';
import { cableFigures } from './cable-figures.ts';
import { moneyFigures } from './money-figures.ts';

/** The figures of the day under Ubilling's names: subscribers (u_), money of the month (f_), cable TV (c_), equipment (e_). */
export async function figuresOf(context: ActionContext): Promise<ReadonlyMap<string, string>> {
  const subscribers = await subscriberFigures(context);
  const active = Number(new Map(subscribers).get('u_activeusers') ?? 0);
  const figures = [
    ...subscribers,
    ...(await bundleFigures(context)),
    ...(await signupFigures(context)),
    ...(await moneyFigures(context, active)),
    ...(context.options.isOn('UKV_ENABLED') ? await cableFigures(context) : []),
    ...(await equipmentFigures(context)),
  ];
  return new Map(figures.map(([name, value]) => [name, String(value)]));
}

const inDebt = sql<boolean>`s.balance_minor < -s.credit_minor`;
const isActive = sql<boolean>`s.balance_minor >= -s.credit_minor and s.always_online = 1 and s.frozen = 0 and s.down = 0`;

async function subscriberFigures({ db }: ActionContext): Promise<Figures> {
  const row = await db
    .selectFrom('subscriber as s')
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      sql<number>`count(*) filter (where ${isActive})`.as('active'),
      sql<number>`count(*) filter (where ${inDebt} and s.always_online = 1)`.as('inactive'),
      sql<number>`count(*) filter (where s.frozen = 1)`.as('frozen'),
    ])
    .executeTakeFirstOrThrow();
  return [
    ['u_totalusers', row.total],
    ['u_activeusers', row.active],
    ['u_inactiveusers', row.inactive],
    ['u_frozenusers', row.frozen],
  ];
}

/** Tariffs with one of the words of COMPLEX_MASKS in their names are bundles with TV. */
async function bundleFigures({ db, options }: ActionContext): Promise<Figures> {
  const masks = options.list('COMPLEX_MASKS');
  const tariffs = await db.selectFrom('tariff').select(['tariff_id', 'tariff_name']).execute();
  const bundles = tariffs.filter(({ tariff_name }) => masks.some(mask => tariff_name.includes(mask)));
  const ids = bundles.map(({ tariff_id }) => tariff_id);
  const row = await db
    .selectFrom('subscriber as s')
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      sql<number>`count(*) filter (where ${isActive})`.as('active'),
      sql<number>`count(*) filter (where ${inDebt})`.as('inactive'),
    ])
    .where('s.tariff_id', 'in', ids)
    .executeTakeFirstOrThrow();
  return [
    ['u_complextotal', row.total],
    ['u_complexactive', row.active],
    ['u_complexinactive', row.inactive],
  ];
}

/** Who came this month, all and by town. */
async function signupFigures({ db, today }: ActionContext): Promise<Figures> {
  const towns = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .select(({ fn }) => [fn.coalesce('f.city', sql<string>`''`).as('city'), fn.countAll<number>().as('signups')])
    .where('s.created', '>=', momentOf(`${monthOf(today)}-01`))
    .groupBy('f.city')
    .execute();
  const known = towns.filter(town => town.city !== '').map(town => [town.city, town.signups] as const);
  return [
    ['u_signups', towns.reduce((sum, town) => sum + town.signups, 0)],
    ['u_citysignups', known.length === 0 ? '' : JSON.stringify(Object.fromEntries(known))],
  ];
}

/** Switches that are watched, and how often one was dead this month. */
async function equipmentFigures({ db, today }: ActionContext): Promise<Figures> {
  const switches = await db
    .selectFrom('switch')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('description', 'not like', '%NP%')
    .executeTakeFirstOrThrow();
  const outages = await db
    .selectFrom('switch_outage')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('started', '>=', momentOf(`${monthOf(today)}-01`))
    .executeTakeFirstOrThrow();
  return [
    ['e_switches', switches.count],
    ['e_deadswintervals', outages.count],
  ];
}
