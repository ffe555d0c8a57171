/** The three servers in one process of their own: `node servers.js HOME`. */
import { createServer } from 'node:http';
import BetterSqlite3 from 'better-sqlite3';
import fastify from 'fastify';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createApiKey } from '../../src/crm/api-key.ts';

const columns = `p.provision_id, p.customer_id, c.customer_name, p.product_id, d.product_name, p.service_id, p.action,
  p.provisioning_play, p.playbook_description, p.provisioning_json_vars, p.provisioning_status, p.task_count,
  p.initiating_user, p.order_key, p.heartbeat, p.interrupted, p.verdict, p.created, p.finished, p.run_key, p.play_digest,
  p.turned_back, p.cancel_requested, p.held_since, p.held_reason, p.retry_of, p.order_id, p.step`;

const [home = ''] = process.argv.slice(2);
const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home });
const app = await createApp(config);
const omnicrm = await app.listen({ port: 0 });
const token = await app.tokens.issueToken({ userId: 1, lifetimeSeconds: 3600 });
const scope = { roles: ['Support'], permissions: [], routes: [], actions: [], addresses: ['127.0.0.0/8'] };
const { key } = await createApiKey(app.db, { key_name: 'bench' }, scope);
const read = reader(config.databasePath);

const bare = fastify();
bare.get('/crm/provision/provision_id/:id', request => read.run(Number((request.params as { id: string }).id)));
bare.get('/crm/provision/', () => read.page());
const plain = createServer((request, response) => {
  const id = /provision_id\/(\d+)/.exec(request.url ?? '')?.[1];
  const body = JSON.stringify(id === undefined ? read.page() : read.run(Number(id)));
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
});
const http = await new Promise<string>(resolve =>
  plain.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(plain.address() as { port: number }).port}`)),
);
process.send?.({ omnicrm, token, key, http, fastify: await bare.listen({ port: 0, host: '127.0.0.1' }) });

/** The same rows and columns as the listener gives, by prepared statements. */
function reader(path: string) {
  const db = new BetterSqlite3(path, { readonly: true });
  const joined = `select ${columns} from provision p left join customer c using (customer_id)
    left join product d on d.product_id = p.product_id`;
  const run = db.prepare(`${joined} where p.provision_id = ?`);
  const events = db.prepare(
    `select event_number, event_name, provisioning_status, provisioning_result_json, timestamp, duration_ms, task_path
     from provision_event where provision_id = ? order by event_number`,
  );
  const page = db.prepare(`${joined} order by p.provision_id desc limit 20`);
  const count = db.prepare<[], number>('select count(*) from provision').pluck();
  return {
    run: (id: number) => Object.assign(Object(run.get(id)), { provisioning_result_json: events.all(id) }),
    page: () => {
      const total = count.get() ?? 0;
      return { data: page.all(), pagination: { page: 1, per_page: 20, total, pages: Math.ceil(total / 20) } };
    },
  };
}
