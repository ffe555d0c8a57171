import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { OmnicrmError } from '../../errors.ts';
import type { App } from '../../app.ts';
import type { Log } from '../../http/log.ts';
import { serveWarnings } from '../access/serve-warnings.ts';
import { unknownRoles } from '../access/unknown-roles.ts';
import { asOmnicrmError } from '../as-omnicrm-error.ts';
import type { Cli } from '../command.ts';
import { exitCodeOfSignal } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { requireDatabase } from '../with-database.ts';
import { createLog } from './create-log.ts';

export interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly grace?: string;
  readonly logLevel: string;
}

/** Listens until the first signal, then stops with grace. The exit code is the signal's. */
export async function serveUntilSignal(cli: Cli, options: ServeOptions): Promise<void> {
  const config = await cli.config();
  const where = { host: options.host ?? config.http.host, port: numberOf('port', options.port) ?? config.http.port };
  const graceMs = (numberOf('grace', options.grace) ?? config.http.graceSeconds) * 1000;
  requireDatabase(config);
  const log = await createLog(cli.io, levelOf(options.logLevel));
  for (const warning of serveWarnings(config, where.host)) log.warn({}, warning);
  const { createApp } = await import('../../app.ts');
  const app = await createApp(config, { log, metrics: true, report: error => logError(log, error) });
  const { signal } = cli.io;
  try {
    for (const warning of await unknownRoles(app.db, config)) log.warn({}, warning);
    const url = await app.listen(where);
    const loops = await app.startLoops();
    if (cli.json) printJson(cli.io, { url, pid: process.pid });
    log.info({ url }, 'listening');
    if (!signal.aborted) await once(signal, 'abort');
    log.info({ signal: signal.reason, grace_seconds: graceMs / 1000 }, 'stopping');
    await stop(app, loops, graceMs);
  } catch (error) {
    await app.close(0);
    throw error;
  }
  log.info({}, 'stopped');
  cli.exitCode = exitCodeOfSignal(signal.reason);
}

/** The run that recovery has at hand belongs to this process: when the time is over it is left to the journal. */
async function stop(app: App, loops: Awaited<ReturnType<App['startLoops']>>, graceMs: number): Promise<void> {
  await app.stopAccepting();
  const deadline = Date.now() + graceMs;
  await Promise.race([loops.stop(), sleep(graceMs, undefined, { ref: false })]);
  await app.close(Math.max(0, deadline - Date.now()));
}

function logError(log: Log, thrown: unknown): void {
  const { code, message, where, hint } = asOmnicrmError(thrown);
  const stack = code === 'E_INTERNAL' && thrown instanceof Error ? { stack: thrown.stack } : {};
  log.error({ code, where, hint, ...stack }, message);
}

function numberOf(name: 'port' | 'grace', text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  throw new OmnicrmError('E_USAGE', `--${name} takes a number up to 65535, not '${text}'`);
}

function levelOf(level: string): string {
  if (['debug', 'info', 'warn', 'error'].includes(level)) return level;
  throw new OmnicrmError('E_USAGE', `--log-level takes debug, info, warn or error, not '${level}'`);
}
