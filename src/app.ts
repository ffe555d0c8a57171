/** The one place where the floors meet: a configuration becomes an open database and the things that can be done with it. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Config } from './config.ts';
import { openFloor } from './actions/open-floor.ts';
import type { ActionReply, ActionRequest } from './actions/request.ts';
import { networkDispatchers } from './engine/network/network-dispatchers.ts';
import type { TlsOptions } from './engine/index.ts';
import type { Provision } from './crm/types.ts';
import { createPaymentGateway, type PaymentGateway } from './crm/payments/payment-gateway.ts';
import type { PasswordReset } from './http/auth/reset-letter.ts';
import { buildServer } from './http/build-server.ts';
import type { Log } from './http/log.ts';
import { callCounter } from './http/metrics/count-calls.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import { InProcessDispatcher } from './http/in-process-dispatcher.ts';
import { listen } from './http/listen.ts';
import { createRunDesk } from './http/create-run-desk.ts';
import type { RunDesk } from './http/run-desk.ts';
import { type Loops, runFields, startLoops } from './http/start-loops.ts';
import { securitySettings } from './http/security-settings.ts';
import { loadTokenSecret } from './http/token-secret.ts';
import { logRequests } from './http/watch-requests.ts';
import { createTokens, type Tokens } from './http/tokens.ts';
import {
  BackgroundRuns,
  noteInterrupted,
  type ProvisioningContext,
  type RunCommands,
  runCommands,
  restoredRuns,
  waitingRuns,
} from './provisioning/index.ts';
import { type Delivery, deliverNotifications } from './provisioning/notify/deliver.ts';
import { askPbx } from './provisioning/audit/ask/ask-pbx.ts';
import type { BackendReply } from './provisioning/audit/ask/request-json.ts';
import { backendDispatchers } from './provisioning/backends/backend-dispatchers.ts';
import { backendTrust } from './provisioning/backends/backend-trust.ts';
import { openDatabase } from './store/open-database.ts';
import type { Database } from './store/schema.ts';
import { WriteQueue } from './store/write-queue.ts';

/** A play may outlive its start by far; its token lives as long as the run may. */
const RUN_TOKEN_MARGIN_SECONDS = 600;

export interface App extends RunCommands {
  readonly config: Config;
  readonly db: Database;
  readonly tokens: Tokens;
  /** Marks runs whose process is found dead, and gives them. */
  noteInterrupted(): Promise<readonly Provision[]>;
  /** Numbers of the runs that were interrupted or are held, the oldest first. */
  waitingRuns(): Promise<readonly number[]>;
  /** Numbers of the runs that a backup brought back: they wait for a person. */
  restoredRuns(): Promise<readonly number[]>;
  /** One short try to deliver what is queued. */
  deliverNotifications(): Promise<readonly Delivery[]>;
  /** Carries out a remote action; its failure is a reply too. */
  dispatch(request: ActionRequest): Promise<ActionReply>;
  /** What a path of the configured phone system answers: `/users?search=…`. */
  askPhone(path: string): Promise<BackendReply>;
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

/** What is open while there is an app. */
interface Ground {
  readonly config: Config;
  readonly options: AppOptions;
  readonly db: Database;
  readonly writes: WriteQueue;
  readonly tokens: Tokens;
  readonly metrics: Metrics | undefined;
  /** Aborted when the listener is to end. */
  readonly stopping: AbortController;
}

/** Opens the database of a configuration. Throws E_DATABASE, E_CREATE or E_BUSY. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { report, log } = options;
  const ground = await openGround(config, options);
  const { db, writes, tokens, metrics, stopping } = ground;
  const network = networkDispatchers(backendTrust(config));
  const backends = backendDispatchers(config);
  const counted = metrics === undefined ? (dispatcher: Dispatcher) => dispatcher : callCounter(metrics);
  let server: Promise<FastifyInstance> | undefined;
  // All calls of the process keep within the backends' limits, whoever makes them.
  const outside: DispatcherFor = (origin, tls) => {
    const name = backends.governorOf(origin)?.backend.name ?? 'other';
    return backends.govern(origin, counted(network.dispatcherFor(origin, tls), name));
  };
  const payments = paymentsOf(config, outside);
  const openServer = (): Promise<FastifyInstance> => (server ??= serverOf(ground, runDesk, payments));
  const context = async (): Promise<ProvisioningContext> => ({
    config,
    db,
    writes,
    backends,
    now: options.now,
    dispatcherFor: crmInProcess(config.baseUrl, new InProcessDispatcher(await openServer()), outside),
    issueRunToken: scope => runToken(config, tokens, scope),
    issuePlanToken: userId => tokens.issueToken({ userId }),
  });
  const background = new BackgroundRuns({
    failed: error => report?.(error),
    ended: outcome => log?.info(runFields(outcome), 'run ended'),
  });
  const commands = runCommands(context);
  const reporters = metrics === undefined ? [] : [metrics.reporter];
  const runDesk = createRunDesk({ db, background, commands, reporters });
  return {
    ...commands,
    config,
    db,
    tokens,
    noteInterrupted: () => noteInterrupted(db),
    waitingRuns: () => waitingRuns(db),
    restoredRuns: () => restoredRuns(db),
    deliverNotifications: () => deliverNotifications({ config, db }, { limit: 5, timeoutMs: 3000 }),
    dispatch: async request => (await import('./actions/dispatch.ts')).dispatch(await openFloor(config, db), request),
    askPhone: async path => askPbx(await context(), path),
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
      // What was answered is on the disk before it closes; a write that failed has told its asker.
      if (server !== undefined) await writes.add(async () => undefined).catch(() => undefined);
      await db.destroy();
    },
  };
}

async function openGround(config: Config, options: AppOptions): Promise<Ground> {
  const db = await openDatabase(config.databasePath, { keyFile: config.sealKeyFile });
  const secret = config.jwt.secret ?? loadTokenSecret(join(config.home, 'token.key'));
  return {
    config,
    options,
    db,
    writes: new WriteQueue(db),
    tokens: createTokens({ secret, lifetimeSeconds: config.jwt.accessLifetimeSeconds }),
    metrics: options.metrics === true ? await countOf(db) : undefined,
    stopping: new AbortController(),
  };
}

async function serverOf(ground: Ground, runs: RunDesk, payments: PaymentGateway | undefined): Promise<FastifyInstance> {
  const { config, options, db, writes, tokens, metrics, stopping } = ground;
  return buildServer({
    db,
    tokens,
    payments,
    security: securitySettings(config),
    runs,
    remoteApi: { floor: await openFloor(config, db, writes), ...config.ubilling },
    confd: config.confd.users.size === 0 ? undefined : config.confd,
    report: options.report,
    now: options.now,
    watchers: [
      ...(options.log === undefined ? [] : [logRequests(options.log)]),
      ...(metrics === undefined ? [] : [metrics.request]),
    ],
    invoices: { ...config.invoice, currency: config.currency },
    reset: resetOf(config),
    metrics,
    stopping: stopping.signal,
  });
}

async function countOf(db: Database): Promise<Metrics> {
  return (await import('./http/metrics/create-metrics.ts')).createMetrics(db);
}

type DispatcherFor = (origin: string, tls?: TlsOptions) => Dispatcher;

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

/** Without a page for it no password is reset by mail. */
function resetOf({ auth, smtp }: Config): PasswordReset | undefined {
  return auth.passwordResetUrl === undefined ? undefined : { url: auth.passwordResetUrl, smtp };
}

/** Without a key no money is taken: the routes that would say so. */
function paymentsOf({ stripe, currency }: Config, outside: DispatcherFor): PaymentGateway | undefined {
  const { baseUrl, secretKey } = stripe;
  if (secretKey === undefined) return undefined;
  return createPaymentGateway({ baseUrl, secretKey, currency, dispatcher: () => outside(new URL(baseUrl).origin) });
}
