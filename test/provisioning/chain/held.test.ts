import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { RunEvent } from '../../../src/engine/index.ts';
import { createProduct } from '../../../src/crm/product.ts';
import type { RunOutcome } from '../../../src/provisioning/index.ts';
import { type ChainWorld, openChainWorld, stepsOf } from './chain-world.ts';

/** A step that takes its backend with it. */
const LAST_WORDS = `- hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - uri:
            url: "http://{{ crm_config.ocs.OCS }}/jsonrpc"
            method: POST
            body_format: json
            body: { method: ApierV2.GetAccounts, params: [{ Tenant: "{{ crm_config.ocs.ocsTenant }}" }] }
        - set_fact: { told: true }
      rescue:
        - assert: { that: "action | default('') == 'deprovision'" }
`;

/** A step that reaches nothing; its rescue has nothing to undo. */
const NOTE = `- hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - set_fact: { noted: true }
      rescue:
        - assert: { that: "action | default('') == 'deprovision'" }
`;

describe('an order of several plays whose second step finds its backend down', () => {
  let world: ChainWorld;
  let held: RunOutcome;
  beforeEach(async () => {
    world = await openChainWorld();
    mkdirSync(join(world.home, 'plays'));
    writeFileSync(join(world.home, 'plays', 'play_note.yaml'), NOTE);
    await createProduct(world.app.db, {
      product_slug: 'noted',
      product_name: 'Noted',
      provisioning_play: 'play_note, play_simple_service',
    });
    world.lab.down('ocs');
    held = await world.app.placeOrder({ product: 'noted', customer: 1 });
    await world.lab.up('ocs');
  });
  afterEach(() => world.close());

  it('waits there, and goes on when it is up', async () => {
    assert.deepEqual([held.status, stepsOf(held)], [1, ['1 0 -', '2 1 -']]);
    assert.match(held.held ?? '', /ocs/);
    const [waiting = 0] = await world.app.waitingRuns();
    assert.equal(waiting, held.provisionId);
    const outcome = await world.app.resume(waiting);
    assert.deepEqual([outcome.status, stepsOf(outcome)], [0, ['1 0 -', '2 0 -']]);
  });

  it('is given up by any of its runs', async () => {
    const outcome = await world.app.cancel(held.steps?.[0]?.provision_id ?? 0);
    assert.deepEqual([outcome.verdict, stepsOf(outcome)], ['clean', ['1 2 clean', '2 2 clean']]);
    assert.equal(world.digest(), world.untouched);
  });
});

it('waits for a backend that answered a step before and died since', async () => {
  const world = await openChainWorld();
  try {
    mkdirSync(join(world.home, 'plays'));
    writeFileSync(join(world.home, 'plays', 'play_words.yaml'), LAST_WORDS);
    const product = {
      product_slug: 'words',
      product_name: 'Words',
      provisioning_play: 'play_words, play_simple_service',
    };
    await createProduct(world.app.db, product);
    const report = (event: RunEvent): void => {
      if (event.type === 'result' && event.task.action === 'set_fact') world.lab.down('ocs');
    };
    const held = await world.app.placeOrder({ product: 'words', customer: 1 }, { reporters: [{ report }] });
    assert.deepEqual([held.status, stepsOf(held)], [1, ['1 0 -', '2 1 -']], JSON.stringify(held.failure));
  } finally {
    await world.close();
  }
});
