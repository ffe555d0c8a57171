/** What is said of a failed run whose play undoes nothing: never `clean`. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createProduct } from '../../src/crm/product.ts';
import { listTransactions } from '../../src/crm/transaction.ts';
import { openWorld, type World } from './world.ts';

const HEAD = '- hosts: localhost\n  gather_facts: no\n  tasks:\n';
const BREAK = '    - fail: {msg: on purpose}\n';
const CRM = (path: string, body: string, method = 'PUT'): string => `    - uri:
        url: "{{ crm_config.crm.base_url }}/crm/${path}"
        method: ${method}
        headers: {Authorization: "Bearer {{ access_token }}"}
        body_format: json
        body: ${body}
`;

const PLAYS = {
  'only-reads': `${HEAD}    - uri: {url: "{{ crm_config.hss[0] }}/auc/list"}\n${BREAK}`,
  'writes-without-rescue': `${HEAD}    - uri:
        url: "http://{{ crm_config.ocs.OCS }}/jsonrpc"
        method: POST
        body_format: json
        body: {method: ApierV2.SetAccount, params: [{Tenant: cgrates.org, Account: Left_behind}]}
${BREAK}`,
  'charges-without-refund': `${HEAD}    - block:
${CRM('stripe/charge_card/cus_demo_1', '{retail_cost: 3, customer_id: 1}', 'POST').replaceAll(/^/gm, '    ')}
    ${BREAK}      rescue:
        - fail: {msg: the end}
`,
  'books-and-breaks': `${HEAD}    - block:
${CRM('transaction/', '{customer_id: 1, title: Fee, retail_cost: 3.3}').replaceAll(/^/gm, '    ')}
    ${BREAK}      rescue:
        - fail: {msg: the end}
`,
} as const;

describe('the verdict of a failed run', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ hss: 1 });
    mkdirSync(join(world.home, 'plays'));
    for (const [name, text] of Object.entries(PLAYS)) {
      writeFileSync(join(world.home, 'plays', `${name}.yaml`), text);
      await createProduct(world.app.db, { product_slug: name, product_name: name, provisioning_play: name });
    }
  });
  after(() => world.close());

  const order = async (product: keyof typeof PLAYS) => {
    const outcome = await world.app.placeOrder({ product, customer: 1 });
    assert.deepEqual([outcome.status, outcome.failure?.message], [2, 'on purpose']);
    return outcome.verdict;
  };

  it('is clean where nothing was written', async () => assert.equal(await order('only-reads'), 'clean'));
  it('is dirty where something was written and nothing undone', async () =>
    assert.equal(await order('writes-without-rescue'), 'dirty'));
  it('is dirty where a card was charged and not refunded', async () => {
    assert.equal(await order('charges-without-refund'), 'dirty');
    assert.equal(world.lab.pay.balance('cus_demo_1'), 300);
  });
  it('is clean where only the books were written: those are put right', async () => {
    assert.equal(await order('books-and-breaks'), 'clean');
    const { data } = await listTransactions(world.app.db, { filters: { customer_id: 1 } });
    assert.deepEqual(
      data.map(row => row.retail_cost),
      [3.3, -3.3],
    );
  });
});
