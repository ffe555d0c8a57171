import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createProduct } from '../../../src/crm/product.ts';
import { type ChainWorld, openChainWorld, stepsOf } from './chain-world.ts';

/** Changes the account that the step before has made, and fails; the account is not its own to remove. */
const CHANGE = `- hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - uri:
            url: "http://{{ crm_config.ocs.OCS }}/jsonrpc"
            method: POST
            body_format: json
            body:
              method: ApierV2.SetAccount
              params: [{ Tenant: "{{ crm_config.ocs.ocsTenant }}", Account: "{{ service_uuid }}", ExtraOptions: { AllowNegative: true } }]
        - fail: { msg: "service {{ service_id }} of {{ package_name }}" }
      rescue:
        - assert: { that: "action | default('') == 'deprovision'" }
`;

describe('a step that changes what an earlier one has made', () => {
  let world: ChainWorld;
  before(async () => {
    world = await openChainWorld();
    mkdirSync(join(world.home, 'plays'));
    writeFileSync(join(world.home, 'plays', 'play_change.yaml'), CHANGE);
    await createProduct(world.app.db, {
      product_slug: 'changed',
      product_name: 'Changed',
      provisioning_play: 'play_simple_service, play_change',
    });
  });
  after(() => world.close());

  it('knows the service and the facts of that one, and leaves its object to it', async () => {
    const outcome = await world.app.placeOrder({ product: 'changed', customer: 1 });
    assert.equal(outcome.failure?.message, `service ${outcome.serviceId} of Changed`);
    assert.deepEqual([outcome.verdict, stepsOf(outcome)], ['clean', ['1 2 clean', '2 2 clean']]);
    assert.equal(world.digest(), world.untouched);
  });
});
