/** The one place where the floors meet: a configuration becomes an open database and the things that can be done with it. */
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Config } from './config.ts';
import type { ActionFloor, ActionReply, ActionRequest } from './actions/request.ts';
import { networkDispatchers, type TrustOf } from './engine/network/network-dispatchers.ts';
import type { TlsOptions } from './engine/index.ts';
import type { Provision } from './crm/types.ts';
import { createPaymentGateway, type PaymentGateway } from './crm/payments/payment-gateway.ts';
import { buildServer } from './http/build-server.ts';
import type { Log } from './http/log.ts';
import { callCounter } from './http/metrics/count-calls.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import { InProcessDispatcher } from './http/in-process-dispatcher.ts';
import { listen } from './http/listen.ts';
import { createRunDesk } from './http/create-run-desk.ts';
import { type Loops, runFields, startLoops } from './http/start-loops.ts';
import { securitySettings } from './http/security-settings.ts';
import { loadTokenSecret } from './http/token-secret.ts';
import { logRequests } from './http/watch-requests.ts';
import { createTokens, type Tokens } from './http/tokens.ts';
import {
  audit,
  BackgroundRuns,
  cancelRun,
  finishRollback,
  noteInterrupted,
  type Recovery,
  resumeRun,
  type Retry,
  retryRun,
  rollBackRun,
  showRollback,
  waitingRuns,
  auditAndFix,
  type AuditOptions,
  type AuditReport,
  deprovision,
  type FixedAudit,
  type Order,
  placeOrder,
  type ProvisioningContext,
  type Removal,
  type RunControl,
  type RunOutcome,
} from './provisioning/index.ts';
import { type Delivery, deliverNotifications } from './provisioning/notify/deliver.ts';
import { askPbx } from './provisioning/audit/ask/ask-pbx.ts';
import type { BackendReply } from './provisioning/audit/ask/request-json.ts';
import { backendDispatchers } from './provisioning/backends/backend-dispatchers.ts';
import { openDatabase } from './store/open-database.ts';
import type { Database } from './store/schema.ts';
import { WriteQueue } from './store/write-queue.ts';

/** A play may outlive its start by far; its token lives as long as the run may. */
const RUN_TOKEN_MARGIN_SECONDS = 600;

export interface App {
  readonly config: Config;
  readonly db: Database;
  readonly tokens: Tokens;
  placeOrder(order: Order, control?: RunControl): Promise<RunOutcome>;
  deprovision(removal: Removal, control?: RunControl): Promise<RunOutcome>;
  resume(id: number, control?: RunControl, recovery?: Recovery): Promise<RunOutcome>;
  rollBack(id: number, control?: RunControl): Promise<RunOutcome>;
  showRollback(id: number): ReturnType<typeof showRollback>;
  finishRollback(id: number, control?: RunControl): Promise<RunOutcome>;
  retry(id: number, retry: Retry, control?: RunControl): Promise<RunOutcome>;
  cancel(id: number, control?: RunControl): Promise<RunOutcome>;
  /** Marks runs whose process is found dead, and gives them. */
  noteInterrupted(): Promise<readonly Provision[]>;
  /** Numbers of the runs that were interrupted or are held, the oldest first. */
  waitingRuns(): Promise<readonly number[]>;
  /** One short try to deliver what is queued. */
  deliverNotifications(): Promise<readonly Delivery[]>;
  /** Carries out a remote action; its failure is a reply too. */
  dispatch(request: ActionRequest): Promise<ActionReply>;
  /** What a path of the configured phone system answers: `/users?search=…`. */
  askPhone(path: string): Promise<BackendReply>;
  audit(options?: AuditOptions): Promise<AuditReport>;
  /** Mends what is safe to mend and audits again. */
  auditAndFix(options?: AuditOptions): Promise<FixedAudit>;
  /** Opens the listener's socket and gives its address as a URL. */
  listen(where?: { host?: string; port?: number }): Promise<string>;
  /** Takes care of interrupted and held runs, and of messages that are due, until it is stopped. */
  startLoops(): Promise<Loops>;
  /** Takes no more connections; streams end, and connections with the answer under way. */
  stopAccepting(): Promise<void>;
  /** Waits so long for runs in the background (30 s), then ends connections, the listener and the database. */
  close(graceMs?: number): Promise<void>;
}

export interface AppOptions {
  /** Told of what the API answers with "internal error". */
  readonly report?: (error: unknown) => void;
  /** The listener's clock; default: the computer's. */
  readonly now?: () => Date;
  /** Told of requests and of runs that ended in the background. */
  readonly log?: Log;
  /** Counts for `/metrics`. */
  readonly metrics?: boolean;
}

/** Opens the database of a configuration. Throws E_DATABASE, E_CREATE or E_BUSY. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { report, now, log } = options;
  const db = await openDatabase(config.databasePath, { keyFile: config.sealKeyFile });
  const writes = new WriteQueue(db);
  const network = networkDispatchers(trustOf(config));
  const backends = backendDispatchers(config);
  const secret = config.jwt.secret ?? loadTokenSecret(join(config.home, 'token.key'));
  const tokens = createTokens({ secret, lifetimeSeconds: config.jwt.accessLifetimeSeconds });
  const stopping = new AbortController();
  const metrics = options.metrics === true ? await countOf(db) : undefined;
  const watchers = [
    ...(log === undefined ? [] : [logRequests(log)]),
    ...(metrics === undefined ? [] : [metrics.request]),
  ];
  const counted = metrics && callCounter(metrics);
  let server: Promise<FastifyInstance> | undefined;
  const openServer = (): Promise<FastifyInstance> =>
    (server ??= actionFloor(config, db, writes).then(floor =>
      buildServer({
        db,
        tokens,
        payments: paymentsOf(config),
        security: securitySettings(config),
        runs: runDesk,
        remoteApi: { floor, ...config.ubilling },
        confd: config.confd.users.size === 0 ? undefined : config.confd,
        report,
        now,
        watchers,
        invoices: { ...config.invoice, currency: config.currency },
        metrics,
        stopping: stopping.signal,
      }),
    ));
  const context = async (): Promise<ProvisioningContext> => {
    const dispatcherFor = crmInProcess(config.baseUrl, new InProcessDispatcher(await openServer()), (origin, tls) => {
      const dispatcher = network.dispatcherFor(origin, tls);
      return counted?.(dispatcher, backends.governorOf(origin)?.backend.name ?? 'other') ?? dispatcher;
    });
    return {
      config,
      db,
      writes,
      dispatcherFor,
      backends,
      now,
      issueRunToken: scope => runToken(config, tokens, scope),
      issuePlanToken: userId => tokens.issueToken({ userId }),
    };
  };
  const background = new BackgroundRuns({
    failed: error => report?.(error),
    ended: outcome => log?.info(runFields(outcome), 'run ended'),
  });
  const runDesk = createRunDesk(background, context, metrics === undefined ? [] : [metrics.reporter]);
  return {
    config,
    db,
    tokens,
    placeOrder: async (order, control) => placeOrder(await context(), order, control),
    deprovision: async (removal, control) => deprovision(await context(), removal, control),
    resume: async (id, control, recovery) => resumeRun(await context(), id, control, recovery),
    rollBack: async (id, control) => rollBackRun(await context(), id, control),
    showRollback: async id => showRollback(await context(), id),
    finishRollback: async (id, control) => finishRollback(await context(), id, control),
    retry: async (id, retry, control) => retryRun(await context(), id, retry, control),
    cancel: async (id, control) => cancelRun(await context(), id, control),
    noteInterrupted: () => noteInterrupted(db),
    waitingRuns: () => waitingRuns(db),
    deliverNotifications: () => deliverNotifications({ config, db }, { limit: 5, timeoutMs: 3000 }),
    dispatch: async request => (await import('./actions/dispatch.ts')).dispatch(await actionFloor(config, db), request),
    askPhone: async path => askPbx(await context(), path),
    audit: async chosen => audit(await context(), chosen),
    auditAndFix: async chosen => auditAndFix(await context(), chosen),
    listen: async where => listen(await openServer(), { ...config.http, ...where }),
    startLoops: async () => startLoops(await context(), options),
    stopAccepting: async () => {
      stopping.abort();
      (await server)?.server.close();
    },
    close: async graceMs => {
      await background.close(graceMs);
      await network.close();
      await (await server)?.close();
      // What was answered is on the disk before it closes.
      if (server !== undefined) await writes.add(async () => undefined);
      await db.destroy();
    },
  };
}

async function countOf(db: Database): Promise<Metrics> {
  return (await import('./http/metrics/create-metrics.ts')).createMetrics(db);
}

/** Certificates that backends of the configuration are known by. */
function trustOf({ backends, home }: Config): TrustOf {
  const trusts = backends.flatMap(({ baseUrl, caFile, fingerprint }) => {
    if (caFile === undefined && fingerprint === undefined) return [];
    const ca = caFile === undefined ? {} : { caPath: resolve(home, caFile) };
    return [[new URL(baseUrl).origin, { ...ca, ...(fingerprint === undefined ? {} : { fingerprint }) }] as const];
  });
  const byOrigin = new Map(trusts);
  return origin => byOrigin.get(origin);
}

type DispatcherFor = (origin: string, tls?: TlsOptions) => Dispatcher;

/** What remote actions stand on; the options of Ubilling are read here. */
async function actionFloor(config: Config, db: Database, writes?: WriteQueue): Promise<ActionFloor> {
  const { readOptions } = await import('./actions/options/options.ts');
  return { config, db, writes, options: readOptions(config) };
}

/** Requests to the CRM's own base URL never leave the process. */
function crmInProcess(baseUrl: string, crm: Dispatcher, network: DispatcherFor): DispatcherFor {
  const own = new URL(baseUrl).origin;
  return (origin, tls) => (origin === own ? crm : network(origin, tls));
}

function runToken(
  config: Config,
  tokens: Tokens,
  scope: Parameters<ProvisioningContext['issueRunToken']>[0],
): Promise<string> {
  const lifetimeSeconds = config.provisioning.timeoutSeconds + RUN_TOKEN_MARGIN_SECONDS;
  return tokens.issueToken({ userId: scope.userId, run: scope, lifetimeSeconds });
}

/** Without a key no money is taken: the routes that would say so. */
function paymentsOf({ stripe, currency }: Config): PaymentGateway | undefined {
  if (stripe.secretKey === undefined) return undefined;
  return createPaymentGateway({ baseUrl: stripe.baseUrl, secretKey: stripe.secretKey, currency });
}
