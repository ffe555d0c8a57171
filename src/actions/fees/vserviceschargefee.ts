import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { PostingQuery } from '../../store/ledger/post-ledger.ts';
import type { VirtualServiceTable } from '../../store/tables/ledger.ts';
import type { ActionContext } from '../action.ts';
import { periodOfDays } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { chargeQuery } from '../ledger/charge-once.ts';
import { numbers, optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { type IdRange, idRanges } from '../subscribers/id-ranges.ts';

type Service = Selectable<VirtualServiceTable>;

export const vserviceschargefee = defineAction({
  name: 'vserviceschargefee',
  summary: 'Charge the fee of every virtual service to everybody who has its tag, once for the period of the service.',
  params: {
    param: optionalText({ summary: 'nofrozen: not to those who are frozen' }),
    period: numbers({ summary: 'only services of these days, such as 30_7_15', wrong: 'ERROR:WRONG_PERIOD' }),
  },
  timeout: 4 * 3600,
  run: {
    handler: async (context, { param, period }) => {
      context.tell('REMOTEAPI VSERVICE_CHARGE_FEE STARTED');
      for (const service of await servicesOf(context.db, period)) {
        await chargeService(context, service, param === 'nofrozen');
      }
      context.tell('REMOTEAPI VSERVICE_CHARGE_FEE FINISHED');
      return done('OK:SERVICE_CHARGE_FEE');
    },
  },
});

/** The dearest to the operator first: who can pay for one only pays for that. */
async function servicesOf(db: Database, days: readonly number[]): Promise<readonly Service[]> {
  const services = db.selectFrom('virtual_service').selectAll().where('price_minor', '<>', 0);
  const chosen = days.length === 0 ? services : services.where('period_days', 'in', [...days]);
  return chosen.orderBy('priority', 'desc').orderBy('virtual_service_id').execute();
}

/** A few thousand holders at a time: a crash loses the rest, and the next run charges only that. */
async function chargeService(context: ActionContext, service: Service, skipFrozen: boolean): Promise<void> {
  const { options, today } = context;
  const isVirtual = service.account === 'virtual';
  const charge = {
    account: isVirtual ? ('virtual' as const) : ('main' as const),
    kind: options.isOff('VSERVICES_AS_PAYMENTS') ? ('correction' as const) : ('payment' as const),
    cashTypeId: options.digits('VSERVICES_CASHTYPEID', 1),
    period: periodOfDays(service.period_days, today),
  };
  const allowance = { considerCredit: options.isOn('VSERVICES_CONSIDER_CREDIT'), skipFrozen };
  for await (const range of idRanges(context.db)) {
    await context.transaction(tx => chargeQuery(context, tx, charge, payersOf(tx, service, allowance, range)));
  }
}

interface Allowance {
  readonly considerCredit: boolean;
  readonly skipFrozen: boolean;
}

/** Who has the tag, is not excluded by another, and may be charged. Virtual accounts are charged whatever they hold. */
function payersOf(
  db: Database,
  service: Service,
  { considerCredit, skipFrozen }: Allowance,
  range: IdRange,
): PostingQuery {
  const { virtual_service_id, tag_id, price_minor, account, charge_always } = service;
  const holders = db
    .selectFrom('subscriber_tag as t')
    .innerJoin('subscriber as s', 's.subscriber_id', 't.subscriber_id')
    .where('t.tag_id', '=', tag_id)
    .where('t.subscriber_id', '>', range.after)
    .where('t.subscriber_id', '<=', range.upTo)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('virtual_service_exclusion as x')
            .innerJoin('subscriber_tag as other', 'other.tag_id', 'x.tag_id')
            .select('x.tag_id')
            .where('x.virtual_service_id', '=', virtual_service_id)
            .whereRef('other.subscriber_id', '=', 't.subscriber_id'),
        ),
      ),
    );
  const awake = skipFrozen && account === 'main' ? holders.where('s.frozen', '=', 0) : holders;
  const solvent =
    account === 'virtual' || charge_always === 1
      ? awake
      : considerCredit
        ? awake.where(eb => eb(eb('s.balance_minor', '+', eb.ref('s.credit_minor')), '>=', 0))
        : awake.where('s.balance_minor', '>', 0);
  return solvent.select(eb => [
    't.subscriber_id as owner_id',
    eb(eb.val(-price_minor), '*', eb.ref('t.quantity')).as('amount_minor'),
    eb.val(`Service:${virtual_service_id}`).as('note'),
    eb.val(`service:${virtual_service_id}`).as('subject'),
    eb.val<number | null>(null).as('shown_minor'),
  ]);
}
