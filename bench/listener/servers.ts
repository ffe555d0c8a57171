/** The three servers in one process of their own: `node servers.js HOME`. */
import { createServer } from 'node:http';
import BetterSqlite3 from 'better-sqlite3';
import fastify from 'fastify';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';

const [home = ''] = process.argv.slice(2);
const config = await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home });
const app = await createApp(config);
const omnicrm = await app.listen({ port: 0 });
const token = await app.tokens.issueToken({ userId: 1, lifetimeSeconds: 3600 });
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
process.send?.({ omnicrm, token, http, fastify: await bare.listen({ port: 0, host: '127.0.0.1' }) });

/** The same rows as the listener reads, by prepared statements. */
function reader(path: string) {
  const db = new BetterSqlite3(path, { readonly: true });
  const columns = 'p.*, c.customer_name, d.product_name';
  const joined =
    'provision p left join customer c using (customer_id) left join product d on d.product_id = p.product_id';
  const run = db.prepare(`select ${columns} from ${joined} where p.provision_id = ?`);
  const events = db.prepare('select * from provision_event where provision_id = ? order by event_number');
  const page = db.prepare(`select ${columns} from ${joined} order by p.provision_id desc limit 20`);
  const count = db.prepare('select count(*) from provision').pluck();
  return {
    run: (id: number) => ({ ...Object(run.get(id)), provisioning_result_json: events.all(id) }),
    page: () => ({ data: page.all(), pagination: { total: count.get() } }),
  };
}
