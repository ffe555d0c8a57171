/** The methods of the charging system (CGRateS) that write, and the objects they write to. */
import type { Row } from './types.ts';
import { asId, asRow, type CallReader, type Identity, type PlainCall, type Shown, type Written } from './written.ts';

type Params = (name: string) => unknown;
type Reader = (params: Params) => readonly Written[];

/** By method name without its service: V1 and V2 mean the same objects. */
const methods: Readonly<Record<string, Reader>> = {
  SetAccount: params => [{ ...account(params), effect: 'created' }],
  RemoveAccount: params => [{ ...account(params), effect: 'removed' }],
  AddBalance: params => [{ ...balance(params), effect: 'created' }],
  SetBalance: params => [{ ...balance(params), effect: 'created' }],
  RemoveBalances: params => [{ ...balance(params), effect: 'removed' }],
  ...profile('AttributeProfile', 'attribute profile'),
  ...profile('ResourceProfile', 'resource profile'),
  ...profile('ChargerProfile', 'charger profile'),
  ...profile('Filter', 'filter'),
  SetActions: params => [{ ...named('action set', params('ActionsId')), effect: 'created' }],
  RemoveActions: params => listed('action set', params('ActionIDs')),
  SetActionPlan: params => [{ ...named('action plan', params('Id')), effect: 'created' }],
  RemoveActionPlan: params => [{ ...named('action plan', params('ID')), effect: 'removed' }],
  SetActionTrigger: params => [{ ...named('action trigger', params('GroupID')), effect: 'created' }],
  RemoveActionTrigger: params => [{ ...named('action trigger', params('GroupID')), effect: 'removed' }],
};

export const ocsCalls: CallReader = {
  writes: call => {
    const { name, params } = rpcOf(call);
    if (name.startsWith('Get') || name === 'Ping' || wasRefused(call)) return [];
    const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
    return known?.(params) ?? [{ ...account(params), kind: name, effect: 'changed' }];
  },
  shows: call => {
    const { name, params } = rpcOf(call);
    if (name !== 'GetAccount') return [];
    const row = rowOf(call.reply);
    return row === undefined ? [] : [{ ...account(params), row }];
  },
};

/** What the OCS refuses before it does anything. Other errors may come after the object was saved. */
function wasRefused({ reply }: PlainCall): boolean {
  const error = asRow(reply)?.['error'];
  return typeof error === 'string' && /^(EXISTS$|MANDATORY_IE_MISSING|BROKEN_REFERENCE|rpc: |json: )/.test(error);
}

function rowOf(reply: unknown): Shown['row'] | undefined {
  const { result, error } = asRow(reply) ?? {};
  return error === 'NOT_FOUND' ? null : asRow(result);
}

/** Names of parameters match in any case, as Go reads them. */
function rpcOf({ body }: PlainCall): { readonly name: string; readonly params: Params } {
  const { method, params: list } = asRow(body) ?? {};
  const text = typeof method === 'string' ? method : '';
  const fields = Object.entries((Array.isArray(list) ? asRow(list[0]) : undefined) ?? {});
  const params: Params = name => fields.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];
  return { name: text.slice(text.indexOf('.') + 1), params };
}

function account(params: Params): Identity {
  return { kind: 'account', by: 'name', id: asId(params('Account')) };
}

/** A balance can be told apart by its ID alone. */
function balance(params: Params): Identity {
  const details: Row = { account: asId(params('Account')), type: asId(params('BalanceType')) };
  return { kind: 'balance', by: 'ID', id: asId(asRow(params('Balance'))?.['ID']), details };
}

function named(kind: string, id: unknown): Identity {
  return { kind, by: 'ID', id: asId(id) };
}

function listed(kind: string, ids: unknown): Written[] {
  const list: readonly unknown[] = Array.isArray(ids) ? ids : [ids];
  return list.map(id => ({ ...named(kind, id), effect: 'removed' }));
}

function profile(name: string, kind: string): Record<string, Reader> {
  return {
    [`Set${name}`]: params => [{ ...named(kind, params('ID')), effect: 'created' }],
    [`Remove${name}`]: params => [{ ...named(kind, params('ID')), effect: 'removed' }],
  };
}
