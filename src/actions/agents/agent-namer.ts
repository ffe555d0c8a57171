import type { Database } from '../../store/schema.ts';
import type { Options } from '../options/options.ts';
import { agentByAddress, streetRules } from './find-agent.ts';

/** Gives the name of a subscriber's agent; empty when he has none. */
export type AgentNamer = (subscriberId: number, address: string) => string;

/** Reads all agents and rules at once, for lists of subscribers. */
export async function agentNamer(db: Database, options: Options): Promise<AgentNamer> {
  const agents = await db.selectFrom('agent').select(['agent_id', 'agent_name']).execute();
  const strict = await db
    .selectFrom('agent_rule')
    .select(['subscriber_id', 'agent_id'])
    .where('subscriber_id', 'is not', null)
    .execute();
  const rules = await streetRules(db, options);
  const names = new Map(agents.map(({ agent_id, agent_name }) => [agent_id, agent_name]));
  const given = new Map(strict.map(({ subscriber_id, agent_id }) => [subscriber_id, agent_id]));
  return (subscriberId, address) => names.get(given.get(subscriberId) ?? agentByAddress(rules, options, address)) ?? '';
}
