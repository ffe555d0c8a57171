/** What the charging system says of the objects of a run. */
import { askOcs, type OcsContext } from '../audit/ask/ask-ocs.ts';
import { type Answer, type Ask, gone } from './answer.ts';
import type { Row } from './types.ts';
import { asRow } from './written.ts';

interface Question {
  readonly method: string;
  readonly params: (tenant: string, id: string, details: Row) => unknown;
  /** Of an answer that was found; without it any answer will do. */
  readonly pick?: (result: unknown, id: string, details: Row) => Row | null;
}

const questions: Readonly<Record<string, Question>> = {
  account: { method: 'ApierV2.GetAccount', params: (Tenant, Account) => ({ Tenant, Account }), pick: accountRow },
  balance: {
    method: 'ApierV2.GetAccount',
    params: (Tenant, _id, { account }) => ({ Tenant, Account: account }),
    pick: balanceRow,
  },
  'attribute profile': { method: 'APIerSv1.GetAttributeProfile', params: tenantId },
  'resource profile': { method: 'APIerSv1.GetResourceProfile', params: tenantId },
  'charger profile': { method: 'APIerSv1.GetChargerProfile', params: tenantId },
  filter: { method: 'APIerSv1.GetFilter', params: tenantId },
  'action set': { method: 'ApierV2.GetActions', params: (_tenant, id) => ({ ActionIDs: [id] }) },
  'action plan': { method: 'ApierV1.GetActionPlan', params: (_tenant, ID) => ({ ID }) },
  'action trigger': {
    method: 'ApierV1.GetActionTriggers',
    params: (_tenant, id) => ({ GroupIDs: [id] }),
    pick: listRow,
  },
};

/** A method that this table does not know leaves what cannot be asked for. */
export const askAccount: Ask<OcsContext> = async (context, { base, kind, details }, id): Promise<Answer> => {
  const question = Object.hasOwn(questions, kind) ? questions[kind] : undefined;
  if (question === undefined) return { unknown: `what ${kind} did cannot be asked for` };
  const { method, params, pick } = question;
  const call = { method, params: params(context.config.ocs.tenant, id, details) };
  const result = await askOcs(context, call, `${base}/jsonrpc`);
  if (result === undefined || result === null) return gone;
  return { row: pick === undefined ? (asRow(result) ?? {}) : pick(result, id, details) };
};

function tenantId(Tenant: string, ID: string): unknown {
  return { Tenant, ID };
}

/** Balances come and go with use: only its options are the account's own. */
function accountRow(result: unknown): Row {
  const { Disabled, AllowNegative } = asRow(result) ?? {};
  return { Disabled, AllowNegative };
}

function balanceRow(result: unknown, id: string, { type }: Row): Row | null {
  const list = asRow(asRow(result)?.['BalanceMap'])?.[String(type)];
  return Array.isArray(list) ? (list.map(asRow).find(balance => balance?.['ID'] === id) ?? null) : null;
}

function listRow(result: unknown): Row | null {
  return Array.isArray(result) && result.length > 0 ? {} : null;
}
