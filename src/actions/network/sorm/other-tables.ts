/** Payments and dictionaries of the export. */
import type { ActionContext } from '../../action.ts';
import { unitsText } from '../../ledger/units.ts';
import { type Cell, csvMoment } from './csv.ts';

type Rows = readonly (readonly Cell[])[];

/** Money that came in. */
export async function paymentRows({ db }: ActionContext, branch: string): Promise<Rows> {
  const rows = await db
    .selectFrom('ledger as l')
    .innerJoin('subscriber as s', 's.subscriber_id', 'l.owner_id')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .select(['l.cash_type_id', 'p.contract', 'p.ip', 'l.created', 'l.amount_minor', 'l.note'])
    .where('l.account', '=', 'main')
    .where('l.kind', '=', 'payment')
    .where('l.amount_minor', '>', 0)
    .orderBy('l.ledger_id')
    .execute();
  return rows.map(row => {
    return [
      branch,
      row.cash_type_id,
      row.contract,
      row.ip,
      csvMoment(row.created),
      unitsText(row.amount_minor),
      row.note,
    ];
  });
}

/** Access servers, and where the provider has them. */
export async function gateRows({ db, options }: ActionContext, branch: string): Promise<Rows> {
  const servers = await db.selectFrom('nas').select(['nas_id', 'nas_name', 'ip', 'kind']).orderBy('nas_id').execute();
  const place = ['COUNTRY', 'REGION', 'DISTRICT', 'CITY', 'STREET', 'BUILD'].map(
    part => options.text(`SORM_ISP${part}`) ?? '',
  );
  return servers.map(({ nas_id, nas_name, ip, kind }) => [branch, nas_id, ip, nas_name, kind, ...place]);
}

export async function payTypeRows({ db }: ActionContext, branch: string): Promise<Rows> {
  const types = await db.selectFrom('cash_type').selectAll().orderBy('cash_type_id').execute();
  return types.map(({ cash_type_id, cash_type_name }) => [branch, cash_type_id, cash_type_name]);
}

export async function addressRows({ db }: ActionContext, branch: string): Promise<Rows> {
  const networks = await db.selectFrom('network').selectAll().orderBy('network_id').execute();
  return networks.map(({ cidr, first_ip, last_ip }) => [branch, cidr, first_ip, last_ip]);
}
