import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { createProvision } from '../../src/crm/provision-record.ts';
import { thisProcess } from '../../src/provisioning/run-owner.ts';
import { openWorld, type World } from './world.ts';

describe('a service with a run that has not ended', () => {
  let world: World;
  let serviceId: number;
  before(async () => {
    world = await openWorld({ hss: 1 });
    serviceId = (await world.app.placeOrder({ product: 'simple-service', customer: 1 })).serviceId ?? 0;
  });
  after(() => world.close());

  const running = (owner: ReturnType<typeof thisProcess>): Promise<unknown> =>
    createProvision(world.app.db, {
      ...owner,
      customer_id: 1,
      product_id: 2,
      service_id: serviceId,
      action: 'deprovision',
      provisioning_play: 'play_simple_service',
      provisioning_json_vars: '{}',
    });

  it('is busy while the run works, and told to be interrupted when its process is dead', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    await running({ owner_host: hostname(), owner_pid: dead, owner_started: '1' });
    const refused = { code: 'E_BUSY', message: /was interrupted/ };
    await assert.rejects(world.app.deprovision({ service: serviceId }), refused);
    await world.app.db.updateTable('provision').set(thisProcess()).where('provisioning_status', '=', 1).execute();
    await assert.rejects(world.app.deprovision({ service: serviceId }), { code: 'E_BUSY', message: /is working on/ });
  });
});
