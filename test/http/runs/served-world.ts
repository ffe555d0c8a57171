/** A whole operator whose listener has a socket: the lab's systems call back over it, tests ask over it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { loadDemo } from '../../../src/crm/load-demo.ts';
import { getProvisionWithEvents } from '../../../src/crm/provision-record.ts';
import type { ProvisionWithEvents } from '../../../src/crm/types.ts';
import { createUser } from '../../../src/crm/user.ts';
import { startLab } from '../../../src/lab/lab.ts';
import type { Lab, LabOptions } from '../../../src/lab/types.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export interface ServedWorld {
  readonly app: App;
  readonly lab: Lab;
  readonly home: string;
  readonly url: string;
  /** Requests as the first administrator. */
  readonly ask: Ask;
  /** Requests as nobody: what the headers say. */
  readonly bare: Ask;
  /** Requests of a new login of a customer. */
  asCustomer(customerId: number): Promise<Ask>;
  /** The run when it has ended. */
  ended(id: unknown): Promise<ProvisionWithEvents>;
  close(): Promise<void>;
}

export interface ServedOptions {
  readonly lab?: LabOptions;
  /** Further keys of the configuration. */
  readonly settings?: object;
  /** The listener's clock, for one that is the lab's. */
  readonly now?: (lab: Lab) => Date;
}

export async function openServedWorld(options: ServedOptions = {}): Promise<ServedWorld> {
  const lab = await startLab(options.lab ?? { hss: 1 });
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-test-'));
  const settings = { ...lab.settings(), plays_path: [join(home, 'plays')], ...options.settings };
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify(settings));
  const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home });
  const { now } = options;
  const app = await createApp(config, now === undefined ? {} : { now: () => now(lab) });
  await loadDemo(app.db);
  const url = await app.listen({ port: 0 });
  const close = async (): Promise<void> => {
    await app.close();
    await lab.close();
    rmSync(home, { recursive: true });
  };
  return {
    app,
    lab,
    home,
    url,
    close,
    ask: askWith(url, await bearer(app, 1)),
    bare: askWith(url, {}),
    asCustomer: async customerId => askWith(url, await bearer(app, await loginOf(app, customerId))),
    ended: id => ended(app, id),
  };
}

async function bearer({ tokens }: App, userId: number): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await tokens.issueToken({ userId })}` };
}

async function loginOf({ db }: App, customer_id: number): Promise<number> {
  const email = `customer${customer_id}-${Math.random()}@example.net`;
  return (await createUser(db, { email, user_name: 'Customer', customer_id, roles: ['Customer'] })).user_id;
}

function askWith(url: string, known: Readonly<Record<string, string>>): Ask {
  return async (method, path, body, headers = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(url + path, { method, headers: { ...known, ...json, ...headers }, ...payload });
    return { status: reply.status, body: (await reply.json()) as Answer['body'] };
  };
}

async function ended({ db }: App, id: unknown): Promise<ProvisionWithEvents> {
  for (;;) {
    const run = await getProvisionWithEvents(db, id);
    if (run.provisioning_status !== 1) return run;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
