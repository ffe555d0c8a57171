import type { Database } from '../../store/schema.ts';
import type { PostingQuery } from '../../store/ledger/post-ledger.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { chargeQuery } from '../ledger/charge-once.ts';
import type { Options } from '../options/options.ts';
import { optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { type IdRange, idRanges } from '../subscribers/id-ranges.ts';

export const freezemonth = defineAction({
  name: 'freezemonth',
  summary: 'Charge frozen subscribers a keeping fee, once a month.',
  params: { param: optionalText({ summary: 'debug2ublog: write the steps to the log' }) },
  gate: options => (options.text('FREEZEMONTH_COST') ? undefined : 'ERROR:NO_FREEZEMONTH_COST'),
  period: 'month',
  run: {
    handler: async (context, { param }) => {
      const cost = context.options.money('FREEZEMONTH_COST') ?? 0;
      const cashTypeId = context.options.digits('FREEZEMONTH_CASHTYPE', 1);
      const isLoud = param === 'debug2ublog';
      const sum = context.options.text('FREEZEMONTH_COST');
      if (isLoud) context.tell(`FROZEN FEE CHARGE PROCESSING STARTED. COST: ${sum}. CASHTYPE: ${cashTypeId}`);
      const charged = await chargeFrozen(context, cost, cashTypeId);
      if (isLoud) context.tell(`FROZEN FEE CHARGE PROCESSING FINISHED FOR ${charged} USERS`);
      return done('OK:FREEZEMONTH');
    },
  },
});

async function chargeFrozen(context: ActionContext, costMinor: number, cashTypeId: number): Promise<number> {
  let charged = 0;
  for await (const range of idRanges(context.db)) {
    charged += await context.transaction(tx =>
      chargeQuery(context, tx, { cashTypeId }, frozenIn(context, tx, range, costMinor)),
    );
  }
  return charged;
}

function frozenIn({ options }: ActionContext, db: Database, range: IdRange, costMinor: number): PostingQuery {
  const [only, except] = ['FREEZEMONTH_ONLY_TAG', 'FREEZEMONTH_EXCLUDE_TAG'] as const;
  const holders = (option: string) =>
    db.selectFrom('subscriber_tag').select('subscriber_id').where('tag_id', 'in', tagsOf(options, option));
  const frozen = db
    .selectFrom('subscriber as s')
    .where('s.frozen', '=', 1)
    .where('s.closed', 'is', null)
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .$if(options.isOn(only), query => query.where('s.subscriber_id', 'in', holders(only)))
    .$if(options.isOn(except), query => query.where('s.subscriber_id', 'not in', holders(except)));
  return frozen.select(eb => [
    's.subscriber_id as owner_id',
    eb.val(-costMinor).as('amount_minor'),
    eb.val(`FROZEN FEE CHARGE:${options.text('FREEZEMONTH_COST')}`).as('note'),
    eb.val('').as('subject'),
    eb.val<number | null>(null).as('shown_minor'),
  ]);
}

/** The tags of an option: `10`, or `10,11,42` for any of them. */
function tagsOf(options: Options, name: string): readonly number[] {
  return options.list(name).map(tag => Number(tag) || 0);
}
