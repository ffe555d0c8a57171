import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createPaymentGateway } from '../../src/crm/payments/payment-gateway.ts';
import { buildServer } from '../../src/http/build-server.ts';
import { createTokens, type Tokens } from '../../src/http/tokens.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import type { RunScope } from '../../src/provisioning/context.ts';
import type { Database } from '../../src/store/schema.ts';
import { demoDatabase, startedRun } from '../crm/demo-database.ts';
import type { ServerOptions } from '../../src/http/server-options.ts';

/** What a request brought back: the body is parsed JSON. */
export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly data: readonly Record<string, unknown>[] };
}

export type Call = (
  method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  headers?: object,
) => Promise<Reply>;

export interface TestServer {
  readonly db: Database;
  readonly server: FastifyInstance;
  readonly tokens: Tokens;
  readonly reported: readonly unknown[];
  /** Requests as the user with this id. */
  readonly as: (userId: number) => Promise<Call>;
  /** Requests with the token of a run. */
  readonly asRun: (scope: Partial<RunScope>) => Promise<Call & { readonly provisionId: number }>;
  readonly with: (token: string | undefined) => Call;
}

/** The listener over a demo database; with a lab, its gateway takes the money. */
export async function openServer(t: TestContext, lab?: Lab, more: Partial<ServerOptions> = {}): Promise<TestServer> {
  const { db } = await demoDatabase(t);
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const reported: unknown[] = [];
  const stripe = lab?.settings().stripe;
  const payments =
    stripe && createPaymentGateway({ baseUrl: stripe.base_url, secretKey: stripe.secret_key, currency: 'usd' });
  const server = await buildServer({ db, tokens, payments, report: error => reported.push(error), ...more });
  t.after(() => server.close());
  const using = (token: string | undefined): Call => callWith(server, token);
  const asRun: TestServer['asRun'] = async scope => {
    const { serviceId = null, customerId = 1 } = scope;
    const provisionId = scope.provisionId ?? (await startedRun(db, serviceId, customerId));
    const run = { userId: 1, inventoryIds: [], ...scope, serviceId, customerId, provisionId };
    return Object.assign(using(await tokens.issueToken({ userId: 1, run })), { provisionId });
  };
  return {
    db,
    server,
    tokens,
    reported,
    with: using,
    asRun,
    as: async userId => using(await tokens.issueToken({ userId })),
  };
}

/** A lab with the payment gateway that goes away with its test. */
export async function openLab(t: TestContext): Promise<Lab> {
  const lab = await startLab();
  t.after(() => lab.close());
  return lab;
}

function callWith(server: FastifyInstance, token: string | undefined): Call {
  return async (method, url, body, headers) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await server.inject({ method, url, headers: { ...authorization, ...type, ...headers }, ...payload });
    return { status: reply.statusCode, body: reply.json() };
  };
}
