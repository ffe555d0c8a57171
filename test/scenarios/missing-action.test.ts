/** An addon is sold by an action of the charging system, Action_<slug>, that nobody defined there. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { createProduct } from '../../src/crm/product.ts';
import { getService } from '../../src/crm/service.ts';
import { openWorld } from '../provisioning/world.ts';

const PLAY = `- name: Boost
  hosts: localhost
  gather_facts: no
  vars: { crm: "{{ crm_config.crm.base_url }}/crm" }
  module_defaults:
    uri: { method: POST, body_format: json, return_content: yes, headers: { Authorization: "Bearer {{ access_token }}" } }
  tasks:
    - block:
        - uri: { url: "{{ crm }}/product/product_id/{{ product_id }}", method: GET }
          register: product
        - uri: { url: "{{ crm }}/service/service_id/{{ service_id }}", method: GET }
          register: service
        - uri:
            url: "{{ crm }}/stripe/charge_card/cus_demo_1"
            body: { retail_cost: 5, customer_id: "{{ customer_id }}", service_id: "{{ service_id }}" }
          register: charge
        - name: Execute the action
          uri:
            url: "http://{{ crm_config.ocs.OCS }}/jsonrpc"
            body:
              method: ApierV1.ExecuteAction
              params:
                - Tenant: cgrates.org
                  Account: "{{ service.json.service_uuid }}"
                  ActionsId: "Action_{{ product.json.product_slug }}"
      rescue:
        - uri: { url: "{{ crm }}/stripe/refund/{{ charge.json.charge_id }}", body: {} }
          when: charge.json.charge_id is defined
        - fail: { msg: the addon is not there }
`;

it('fails the order, gives the money back and leaves the service; defined, it is sold', async () => {
  const world = await openWorld({ hss: 1 });
  try {
    const { app, lab, home } = world;
    mkdirSync(join(home, 'plays'));
    writeFileSync(join(home, 'plays', 'play_boost.yaml'), PLAY);
    const boost = {
      product_slug: 'boost-5gb',
      product_name: 'Boost',
      category: 'addon',
      provisioning_play: 'play_boost',
    };
    await createProduct(app.db, boost);
    const { serviceId = 0 } = await app.placeOrder({ product: 'simple-service', customer: 1 });
    const order = () =>
      app.placeOrder({ product: 'boost-5gb', customer: 1, vars: new Map([['service_id', serviceId]]) });

    const before = lab.digest(['ocs', 'hss']);
    const failed = await order();
    assert.deepEqual([failed.status, failed.verdict, failed.failure?.task], [2, 'clean', 'Execute the action']);
    assert.match(failed.failure?.message ?? '', /NOT_FOUND|SERVER_ERROR/);
    assert.equal(lab.pay.balance('cus_demo_1'), 0);
    assert.equal(lab.digest(['ocs', 'hss']), before);
    assert.equal((await getService(app.db, serviceId)).service_status, 'Active');

    const actions = [{ Identifier: '*topup', BalanceType: '*data', Units: 5, ExpiryTime: '*unlimited', Weight: 10 }];
    await fetch(`${lab.ocs.url}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 1,
        method: 'ApierV1.SetActions',
        params: [{ Tenant: 'cgrates.org', ActionsId: 'Action_boost-5gb', Overwrite: true, Actions: actions }],
      }),
    });
    assert.equal((await order()).status, 0);
    assert.equal(lab.pay.balance('cus_demo_1'), 500);
  } finally {
    await world.close();
  }
});
