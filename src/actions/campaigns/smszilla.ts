import type { ActionContext, HandlerReply } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { contentKey } from '../messages/content-key.ts';
import { queueMessages } from '../messages/queue-messages.ts';
import { type NumberPlan, smsNumber } from '../messages/sms-number.ts';
import { transliterate } from '../messages/transliterate.ts';
import { digits, flag } from '../params/kinds.ts';
import { done, failed, skipped } from '../reply.ts';
import { audienceOf, type Member } from './audience.ts';
import { readRules } from './rules.ts';

const missing = 'ERROR:NO_FILTER_OR_TEMPLATE_ID';

export const smszilla = defineAction({
  name: 'smszilla',
  summary:
    'Queue an SMS campaign: a stored template to all whom a stored filter chooses, each text to a number once a day.',
  params: {
    filterid: digits({ summary: 'id of the filter', missing, fallback: 0 }),
    templateid: digits({ summary: 'id of the template', missing, fallback: 0 }),
    translit: flag({ summary: 'in Latin letters' }),
  },
  gate: { SMSZILLA_ENABLED: 'ERROR:SMSZILLA_DISABLED' },
  run: {
    handler: async (context, { filterid, templateid, translit }) => {
      const filter = await filterText(context, filterid);
      const template = await templateText(context, templateid);
      if (filter === undefined || template === undefined) {
        const what = filter === undefined ? `filter ${filterid}` : `template ${templateid}`;
        return skipped('OK:SMSZILLA', `there is no ${what}: nothing is queued`);
      }
      return send(context, { filter, template, translit, name: `filter ${filterid} template ${templateid}` });
    },
  },
});

interface Campaign {
  readonly name: string;
  readonly filter: string;
  readonly template: string;
  readonly translit: boolean;
}

async function send(context: ActionContext, { name, filter, template, translit }: Campaign): Promise<HandlerReply> {
  const rules = readRules(filter);
  if ('problem' in rules) return failed('ERROR:SMSZILLA_FAILED', rules.problem);
  const plan = planOf(context);
  const excluded = await excludedNumbers(context, plan);
  let queued = 0;
  for await (const members of audienceOf(context, rules)) {
    const messages = members.flatMap(member =>
      numbersOf(member, plan, excluded).map(number => {
        const filled = member.fill(template, number);
        const body = translit ? transliterate(filled) : filled;
        const onceKey = contentKey(`${name} ${member.name} ${number}`, context.today, body);
        return { channel: 'sms' as const, recipient: number, body, onceKey };
      }),
    );
    queued += await context.transaction(tx => queueMessages(context, tx, messages));
  }
  context.tell(`SMSZILLA ${name}: ${queued} messages`);
  return done('OK:SMSZILLA');
}

function planOf({ options }: ActionContext): NumberPlan {
  return { length: options.digits('SMSZILLA_MOBILE_LEN', 12), country: options.text('SMSZILLA_COUNTRY_CODE') || '380' };
}

function numbersOf(member: Member, plan: NumberPlan, excluded: ReadonlySet<string>): readonly string[] {
  const numbers = member.numbers.map(number => smsNumber(number, plan)).filter(number => number !== undefined);
  return [...new Set(numbers)].filter(number => !excluded.has(number));
}

async function filterText({ db }: ActionContext, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaign_filter')
    .select('rules')
    .where('campaign_filter_id', '=', id)
    .executeTakeFirst();
  return row?.rules;
}

async function templateText({ db }: ActionContext, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaign_template')
    .select('body')
    .where('campaign_template_id', '=', id)
    .executeTakeFirst();
  return row?.body;
}

/** In the form in which numbers are compared, however they were written down. */
async function excludedNumbers({ db }: ActionContext, plan: NumberPlan): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('campaign_number').select('number').where('list', '=', 'exclude').execute();
  return new Set(rows.map(({ number }) => smsNumber(number, plan) ?? number));
}
