import type { Dispatcher } from 'undici';
import { OmnicrmError } from '../../errors.ts';
import { listInventory } from '../../crm/inventory.ts';
import { listRunning } from '../../crm/provision-record.ts';
import { listServices } from '../../crm/service.ts';
import type { ListQuery, Page } from '../../crm/types.ts';
import type { ProvisioningContext } from '../context.ts';
import { isOwnerGone } from '../run-owner.ts';
import type { AuditState, HssNode, HssSubscriber, ImsSubscriber, OcsAccount } from './audit-state.ts';

const PAGE_SIZE = 200;
const TIMEOUT_MS = 10_000;

export interface Unreachable {
  readonly system: string;
  readonly reason: string;
}

/** Reads the CRM and every configured backend. A backend that does not answer is named in `unreachable`, never taken for empty. */
export async function readState(
  context: ProvisioningContext,
): Promise<{ state: AuditState; unreachable: Unreachable[] }> {
  const { config, db } = context;
  const unreachable: Unreachable[] = [];
  const ask = async <T>(system: string, read: () => Promise<T>, missing: T): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      unreachable.push({ system, reason: (error as Error).message });
      return missing;
    }
  };
  const [accounts, attributeProfiles] = await Promise.all([
    ask<OcsAccount[] | undefined>('ocs accounts', () => readAccounts(context), undefined),
    ask('ocs attribute profiles', () => readAttributeProfiles(context), []),
  ]);
  const hss = await Promise.all(
    config.hss.map(node => ask<HssNode | undefined>(node, () => readHss(context, node), undefined)),
  );
  const [services, items, running] = [
    await allRows(query => listServices(db, query)),
    await allRows(query => listInventory(db, query)),
    (await listRunning(db)).filter(run => !isOwnerGone(run)),
  ];
  const nodes = hss.filter(node => node !== undefined);
  return {
    state: {
      services,
      items,
      running,
      tenant: config.ocs.tenant,
      accounts: accounts ?? [],
      ocsAnswered: accounts !== undefined,
      attributeProfiles,
      hss: nodes,
    },
    unreachable,
  };
}

async function allRows<Row>(list: (query: ListQuery) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page++) {
    const { data, pagination } = await list({ page, per_page: 500 });
    rows.push(...data);
    if (page >= pagination.pages) return rows;
  }
}

/** Undefined where no charging system is configured. */
async function readAccounts(context: ProvisioningContext): Promise<OcsAccount[] | undefined> {
  if (context.config.ocs.hostPort === undefined) return undefined;
  const rows = await callOcs(context, 'ApierV2.GetAccounts', { Tenant: context.config.ocs.tenant });
  return (rows as { ID: string; Disabled: boolean }[]).map(row => ({
    name: row.ID.slice(row.ID.indexOf(':') + 1),
    disabled: row.Disabled,
  }));
}

/** CGRateS answers NOT_FOUND where there is no profile at all. */
async function readAttributeProfiles(context: ProvisioningContext): Promise<string[]> {
  const ids = await callOcs(context, 'APIerSv1.GetAttributeProfileIDs', { Tenant: context.config.ocs.tenant });
  return ids as string[];
}

async function callOcs(context: ProvisioningContext, method: string, params: object): Promise<unknown> {
  const { hostPort } = context.config.ocs;
  if (hostPort === undefined) return [];
  const reply = await request(context, `http://${hostPort}`, '/jsonrpc', { method, params: [params], id: 1 });
  const { result, error } = reply as { result: unknown; error: string | null };
  if (error === 'NOT_FOUND') return [];
  if (error !== null) throw new OmnicrmError('E_BACKEND_DOWN', `${method}: ${error}`);
  return result;
}

async function readHss(context: ProvisioningContext, node: string): Promise<HssNode> {
  const subscribers = (await readList(context, node, 'subscriber')) as HssSubscriber[];
  const imsSubscribers = (await readList(context, node, 'ims_subscriber')) as ImsSubscriber[];
  return { node, subscribers, imsSubscribers };
}

/** PyHSS counts its pages from 0 and answers a bare array. */
async function readList(context: ProvisioningContext, node: string, thing: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let page = 0; ; page++) {
    const part = await request(context, node, `/${thing}/list?page=${page}&page_size=${PAGE_SIZE}`);
    if (!Array.isArray(part)) throw new OmnicrmError('E_BACKEND_DOWN', `${node} answered no list of ${thing}`);
    rows.push(...part);
    if (part.length < PAGE_SIZE) return rows;
  }
}

async function request(context: ProvisioningContext, base: string, path: string, body?: object): Promise<unknown> {
  const { origin, pathname } = new URL(base);
  const options: Dispatcher.RequestOptions = {
    path: pathname.replace(/\/$/, '') + path,
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  const reply = await context.dispatcherFor(origin).request({ ...options, origin });
  const text = await reply.body.text();
  if (reply.statusCode !== 200) throw new OmnicrmError('E_BACKEND_DOWN', `${base}${path} answered ${reply.statusCode}`);
  return JSON.parse(text);
}
