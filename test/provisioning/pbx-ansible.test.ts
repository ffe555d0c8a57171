/** The shipped play of a phone user under a real ansible-playbook: the same end as by omnicrm. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { listServices } from '../../src/crm/service.ts';
import { packageRoot } from '../../src/package-root.ts';
import { ansible, withoutAnsible } from './ansible-program.ts';
import { openWorld } from './world.ts';

it('makes and removes a phone user by ansible-playbook', { skip: withoutAnsible }, async t => {
  const world = await openWorld();
  t.after(() => world.close());
  const access_token = await world.app.tokens.issueToken({ userId: 1 });
  const crm = { base_url: await world.app.listen({ port: 0 }) };
  const stock = await world.app.db
    .selectFrom('inventory')
    .select(eb => ['inventory_type', eb.fn.min('inventory_id').as('id')])
    .where('inventory_type', 'in', ['SIP Extension', 'DID'])
    .groupBy('inventory_type')
    .execute();
  const product = await world.app.db
    .selectFrom('product')
    .select('product_id')
    .where('product_slug', '=', 'pbx-user')
    .executeTakeFirstOrThrow();
  const order = {
    product_id: product.product_id,
    customer_id: 1,
    ...Object.fromEntries(stock.map(row => [row.inventory_type, row.id])),
  };
  const settings = { access_token, initiating_user: 1, crm_config: { ...world.lab.settings(), crm } };
  const run = (vars: object): Promise<readonly [number, string]> => {
    const file = join(world.home, 'vars.json');
    writeFileSync(file, JSON.stringify({ ...settings, ...order, ...vars }));
    const args = ['-e', `@${file}`, join(packageRoot(), 'plays/play_pbx_user.yaml')];
    const env = { ...process.env, HOME: world.home, ANSIBLE_LOCALHOST_WARNING: 'False' };
    return new Promise(resolve => {
      const child = execFile(ansible, args, { env }, (_error, stdout, stderr) =>
        resolve([child.exitCode ?? -1, stdout + stderr]),
      );
    });
  };
  const untouched = world.lab.digest();
  const [made, told] = await run({});
  assert.equal(made, 0, told);
  const { state } = world.lab.pbx;
  assert.deepEqual([state.users.length, state.lines.length, state.lineExtensions.length], [1, 1, 2]);
  const { data } = await listServices(world.app.db, { filters: { service_status: 'Active' } });
  const { service_id, service_uuid, custom_fields } = data[0] ?? assert.fail('no service');
  const { exten, context, did } = (JSON.parse(custom_fields) as { pbx: Record<string, string> }).pbx;
  const facts = { service_id, service_uuid, exten, exten_context: context, did, did_context: 'from-extern' };
  const [removed, said] = await run({ action: 'deprovision', ...facts });
  assert.equal(removed, 0, said);
  assert.equal(world.lab.digest(), untouched);
});
