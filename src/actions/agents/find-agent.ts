import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { AgentRuleTable, AgentTable } from '../../store/tables/agent.ts';
import type { JsonMap } from '../formats/php-json.ts';
import type { Options } from '../options/options.ts';

export type Agent = Selectable<AgentTable>;

/** The agent whom a subscriber was given by name. */
export async function strictAgentId(db: Database, login: string): Promise<number | undefined> {
  const rule = await db
    .selectFrom('agent_rule as r')
    .innerJoin('subscriber as s', 's.subscriber_id', 'r.subscriber_id')
    .select('r.agent_id')
    .where('s.login', '=', login)
    .executeTakeFirst();
  return rule?.agent_id;
}

/** The agent of an address: the first rule whose text stands in it (unless AGENTS_ASSIGN is 0), or DEFAULT_ASSIGN_AGENT. */
export async function agentIdOfAddress(db: Database, options: Options, address: string): Promise<number> {
  return agentByAddress(await streetRules(db, options), options, address);
}

export type StreetRule = Pick<Selectable<AgentRuleTable>, 'agent_id' | 'street_part'>;

/** The rules that choose an agent by the address, in their order; none when AGENTS_ASSIGN is 0. */
export async function streetRules(db: Database, options: Options): Promise<readonly StreetRule[]> {
  if (options.isOff('AGENTS_ASSIGN')) return [];
  return db
    .selectFrom('agent_rule')
    .select(['agent_id', 'street_part'])
    .where('street_part', 'is not', null)
    .orderBy('agent_rule_id')
    .execute();
}

/** The agent whose rule stands in an address, or DEFAULT_ASSIGN_AGENT. */
export function agentByAddress(rules: readonly StreetRule[], options: Options, address: string): number {
  const rule = rules.find(({ street_part }) => street_part !== null && address.includes(street_part));
  return rule?.agent_id ?? options.digits('DEFAULT_ASSIGN_AGENT', 0);
}

/** All of an agent as texts, under Ubilling's names; empty when there is none. */
export async function agentData(db: Database, agentId: number): Promise<JsonMap> {
  const agent = await db.selectFrom('agent').selectAll().where('agent_id', '=', agentId).executeTakeFirst();
  if (agent === undefined) return new Map();
  return new Map(names.map(([name, column]) => [name, String(agent[column] ?? '')]));
}

const names: readonly (readonly [string, keyof Agent])[] = [
  ['id', 'agent_id'],
  ['bankacc', 'bank_account'],
  ['bankname', 'bank_name'],
  ['bankcode', 'bank_code'],
  ['edrpo', 'registry_code'],
  ['ipn', 'tax_code'],
  ['licensenum', 'license_number'],
  ['juraddr', 'legal_address'],
  ['phisaddr', 'postal_address'],
  ['phone', 'phone'],
  ['contrname', 'agent_name'],
  ['agnameabbr', 'abbreviation'],
  ['agsignatory', 'signatory'],
  ['agsignatory2', 'signatory_genitive'],
  ['agbasis', 'basis'],
  ['agmail', 'email'],
  ['siteurl', 'site_url'],
];
