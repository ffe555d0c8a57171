import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createProduct } from '../../../src/crm/product.ts';
import type { RunOutcome } from '../../../src/provisioning/index.ts';
import { type ChainWorld, openChainWorld, stepsOf } from './chain-world.ts';

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
