import type { ActionContext } from '../../action.ts';
import { type Cell, csvMoment } from './csv.ts';

export type SormSubscriber = Awaited<ReturnType<typeof sormSubscribers>>[number];

/** Subscribers with all that the export wants to know. */
export async function sormSubscribers({ db }: ActionContext) {
  return db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .select([
      's.subscriber_id',
      's.login',
      's.balance_minor',
      's.credit_minor',
      's.frozen',
      's.down',
      's.always_online',
    ])
    .select(['p.ip', 'p.email', 'p.contract', 'p.contract_date', 'p.real_name', 'p.birth_date', 'p.passport'])
    .select(['p.city', 'p.street', 'p.building', 'p.apartment', 's.created'])
    .select(eb => [
      eb
        .selectFrom('phone as f')
        .select('f.number')
        .whereRef('f.subscriber_id', '=', 's.subscriber_id')
        .where('f.kind', '=', 'mobile')
        .limit(1)
        .as('mobile'),
      eb
        .selectFrom('host as h')
        .select('h.mac')
        .whereRef('h.subscriber_id', '=', 's.subscriber_id')
        .where('h.mac', 'is not', null)
        .limit(1)
        .as('mac'),
    ])
    .orderBy('s.subscriber_id')
    .execute();
}

/** Names, documents and addresses come in one field, not part by part. */
const WHOLE = 1;

/** The 54 columns of `4.1-abonents.csv`. */
export function subscriberRow(branch: string, one: SormSubscriber): readonly Cell[] {
  const begun = csvMoment(one.contract_date ?? one.created);
  const address = [one.city, one.street, one.building, one.apartment].filter(part => part).join(', ');
  const person = [branch, one.login, one.ip, one.email, one.mobile, one.mac];
  const contract = [begun, one.contract, isServed(one) ? 1 : 0, begun, '', 0];
  const name = [WHOLE, ...empty(3), one.real_name, csvMoment(one.birth_date)];
  const document = [WHOLE, ...empty(3), one.passport, 1];
  const bankAndCompany = empty(8);
  const place = [WHOLE, ...empty(9), address];
  return [...person, ...contract, ...name, ...document, ...bankAndCompany, ...place, ...place];
}

/** The columns of `4.2-services.csv`: the one service is access. */
export function serviceRow(
  branch: string,
  { login, contract, contract_date, created }: SormSubscriber,
): readonly Cell[] {
  return [branch, login, contract, 1, csvMoment(contract_date ?? created), '', ''];
}

/** Ubilling compares with the credit's sign turned round: there a subscriber within his credit counts as switched off. */
function isServed({ balance_minor, credit_minor, frozen, down, always_online }: SormSubscriber): boolean {
  return balance_minor >= -credit_minor && frozen === 0 && down === 0 && always_online === 1;
}

function empty(count: number): readonly string[] {
  return Array.from({ length: count }, () => '');
}
