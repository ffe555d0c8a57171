/** `--check`: every shipped product can be planned as things stand, all its plays, and the lab sees no write. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { updateService } from '../../src/crm/service.ts';
import type { RunOutcome, StepBegin } from '../../src/provisioning/order.ts';
import type { Value } from '../../src/template/index.ts';
import { type AddonWorld, openAddonWorld } from './addon-world.ts';

const ofMobile = ['mobile-sim', 'simple-service', 'topup-monetary', 'topup-no-charge', 'data-10gb', 'internet-home'];
const bundles = ['mobile-starter', 'mobile-and-desk'];

describe('the plan of an order', () => {
  let world: AddonWorld;
  let calls = 0;
  before(async () => {
    world = await openAddonWorld();
    calls = world.lab.journal.seq;
  });
  after(() => world.close());

  const addons = new Set(['topup-monetary', 'topup-no-charge', 'data-10gb']);
  const plan = (product: string, serviceId?: number, onStep?: (step: StepBegin) => void): Promise<RunOutcome> => {
    const vars = new Map<string, Value>(serviceId === undefined ? [] : [['service_id', serviceId]]);
    return world.app.placeOrder({ product, customer: 1, pick: true, vars }, { check: true, ...(onStep && { onStep }) });
  };
  const writes = (): number =>
    world.lab.journal.entries({ since: calls }).filter(({ method }) => method !== 'GET').length;

  for (const product of ofMobile)
    it(`of ${product} runs through`, async () => {
      const { status, failure } = await plan(product, addons.has(product) ? world.serviceId : undefined);
      assert.deepEqual([status, failure, writes()], [0, undefined, 0]);
    });

  for (const product of bundles)
    it(`of ${product} walks every play of it`, async () => {
      const steps: StepBegin[] = [];
      const { status, failure } = await plan(product, undefined, step => steps.push(step));
      assert.deepEqual([status, failure, writes()], [0, undefined, 0]);
      assert.deepEqual(
        steps.map(({ step, of }) => `${step}/${of}`),
        Array.from({ length: product === 'mobile-starter' ? 3 : 2 }, (_, at) => `${at + 1}/${steps.length}`),
      );
    });

  it('of what is done to a phone runs through, where it can be done', async () => {
    const { serviceId } = await world.app.placeOrder({ product: 'pbx-user', customer: 1, pick: true });
    calls = world.lab.journal.seq;
    for (const product of ['pbx-suspend', 'pbx-change-number'])
      assert.deepEqual((await plan(product, serviceId)).failure, undefined, product);
    const refused = await plan('pbx-restore', serviceId);
    assert.deepEqual(
      [refused.status, refused.failure?.task],
      [2, 'Refuse a service without a phone, or in another state'],
    );
    assert.equal(writes(), 0);
  });

  it('tells of the play and the task that would fail, not of the rescue', async () => {
    await updateService(world.app.db, world.serviceId, { service_status: 'Suspended' });
    const { status, failure } = await plan('data-10gb', world.serviceId);
    assert.deepEqual([status, failure?.task], [2, 'Refuse a service that is not active']);
  });
});
