import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { getInventory } from '../../../src/crm/inventory.ts';
import { getProvision } from '../../../src/crm/provision-record.ts';
import { deliverNotifications, queueFailure } from '../../../src/provisioning/notify/index.ts';
import { breakOcs, later, type NotifyWorld, openNotifyWorld } from './notify-world.ts';

describe('mail about failed runs', () => {
  let world: NotifyWorld;
  before(async () => {
    world = await openNotifyWorld();
  });
  after(() => world.close());
  afterEach(async () => {
    await world.lab.clearFaults();
    await world.app.db.deleteFrom('notification').execute();
  });

  const deliver = (minutes = 0) => deliverNotifications(world.context, { clock: later(minutes) });
  const newest = () => world.lab.smtp.messages.at(-1)!;

  it('is not sent where only a message to the customer failed: status 0, one ignored task', async () => {
    world.lab.faultSet('sms-dead');
    const outcome = await world.order();
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual([await world.rows(), await deliver()], [[], []]);
  });

  it('is not sent for a removal that goes through the rescue, nor for a plan', async () => {
    const { serviceId } = await world.order({ customer: 2 });
    const removal = await world.app.deprovision({ service: serviceId ?? 0 });
    assert.equal(removal.status, 0, removal.failure?.message);
    assert.equal(await queueFailure(world.context, removal.provisionId ?? 0), 0);
    breakOcs(world.lab);
    const plan = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true }, { check: true });
    assert.equal(plan.provisionId, undefined);
    assert.deepEqual(await world.rows(), []);
  });

  it('is sent once to the whole list, with request, response, tasks and the way on', async () => {
    breakOcs(world.lab);
    const { status, provisionId = 0 } = await world.order();
    assert.equal(status, 2);
    assert.equal(await queueFailure(world.context, provisionId), 0);
    const [delivery, ...others] = await deliver();
    assert.deepEqual([delivery?.status, delivery?.kind, others, await deliver()], ['sent', 'mail', [], []]);
    const { from, to, headers, subject, text, html } = newest();
    assert.deepEqual(to, ['noc@lab.test', 'boss@lab.test']);
    assert.match(from, /^omnicrm@/);
    assert.equal(subject, `[omnicrm] FAILED: Mobile SIM Only for Ada Brook (run ${provisionId})`);
    assert.equal(headers['auto-submitted'], 'auto-generated');
    assert.match(headers['message-id'] ?? '', new RegExp(`^<run-${provisionId}\\.[0-9a-f]{16}@`));
    for (const shown of [text, html.replaceAll('&quot;', '"')]) {
      assert.match(shown, /Create account in OCS/);
      assert.match(shown, /POST http:\/\/127\.0\.0\.1:\d+\/jsonrpc\n\s*\{\s+"method": "ApierV2\.SetAccount"/);
      assert.match(shown, /HTTP 200\n\s*\{[^}]*"error": "SERVER_ERROR: no more room"/);
      assert.match(shown, /Clean: all that was done was undone/);
      for (const command of ['status', 'rollback show', 'retry'])
        assert.ok(shown.includes(`omnicrm ${command} ${provisionId}`));
    }
    assert.match(text, /✓ Get Product information from CRM API {2}\d+ ms\n/);
    assert.match(text, /✗ Create account in OCS {2}\d+ ms {2}\[FAILED\]\n {2}✓ undo: Delete Account from Charging/);
  });

  it('says what is left where an undo step failed', async () => {
    world.lab.fault({ match: { system: 'hss', method: 'PUT' }, effect: { status: { code: 500 } } });
    world.lab.fault({
      match: { system: 'ocs', rpc: '*.RemoveAccount' },
      effect: { rpcError: 'SERVER_ERROR: disk full' },
    });
    assert.equal((await world.order()).verdict, 'dirty');
    await deliver();
    const { subject, text, html } = newest();
    assert.match(subject, /FAILED, not clean: /);
    assert.match(text, /NOT clean: .* These undo steps failed: Delete Account from Charging\./);
    assert.match(text, /FAILED TO UNDO: Delete Account from Charging\n {2}.*disk full/);
    assert.match(html, /color:#b45309;font-weight:600[^>]*>Delete Account from Charging/);
  });

  it('holds no secret: neither keys of SIM cards nor tokens nor what the configuration holds', async () => {
    const key = world.lab.sms.key;
    breakOcs(world.lab, `SERVER_ERROR: wrong key ${key}`);
    world.lab.fault({ match: { system: 'hss', method: 'PUT' }, effect: { status: { code: 500 } } });
    await world.order();
    await world.lab.clearFaults();
    world.lab.fault({ match: { system: 'hss', method: 'PUT' }, effect: { status: { code: 500 } } });
    const { provisionId = 0 } = await world.order();
    await deliver();
    const { provisioning_json_vars } = await getProvision(world.app.db, provisionId);
    const { 'SIM Card': simId } = JSON.parse(provisioning_json_vars) as Record<string, number>;
    const sim = await getInventory(world.app.db, simId ?? 0, { reveal: true });
    const all = world.lab.smtp.messages.map(({ text, html, raw }) => text + html + raw).join('\n');
    assert.match(all, /"ki": "\*{8}"/);
    assert.match(all, /wrong key \*{8}/);
    for (const secret of [sim['ki'], sim['opc'], key]) {
      assert.ok(typeof secret === 'string' && secret.length > 10);
      assert.ok(!all.includes(secret), `${secret} is in a mail`);
    }
    assert.doesNotMatch(all, /eyJ[A-Za-z0-9_-]{20}/);
  });

  it('takes names as data: no markup, no template, no second header', async () => {
    const name = 'A <script>alert(1)</script>{{ 7*7 }}\r\nBcc: thief@lab.test\r\n\r\n"x\' &amp;';
    await world.app.db.updateTable('customer').set({ customer_name: name }).where('customer_id', '=', 3).execute();
    breakOcs(world.lab);
    await world.order({ customer: 3 });
    await deliver();
    const { headers, subject, to, html, text } = newest();
    assert.ok(subject.includes('A <script>alert(1)</script>{{ 7*7 }} Bcc: thief@lab.test "x\' &amp; (run '));
    assert.deepEqual([headers['bcc'], to.length], [undefined, 2]);
    assert.ok(html.includes('A &lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}'));
    assert.ok(html.includes('&quot;x&#39; &amp;amp;'));
    assert.doesNotMatch(html, /<script/);
    assert.match(text, /\{\{ 7\*7 \}\}/);
  });

  it('tells of a failure outside every task: causes and variables', async () => {
    breakOcs(world.lab);
    const { provisionId = 0 } = await world.order();
    const fatal = { event_name: 'Fatal error', task_path: null, provisioning_result_json: '{"msg":"it just ended"}' };
    await world.app.db.updateTable('provision_event').set(fatal).where('provisioning_status', '=', 2).execute();
    await deliver();
    assert.match(newest().text, /FAILED: Fatal error\n {2}it just ended\n {2}Usual causes:\n {2}- a variable/);
    assert.match(newest().text, /VARIABLES\n[^]*"product_id": 1,[^]*"access_token": "\*{8}"/);
    assert.ok(provisionId > 0);
  });

  it('is sent later where the mail server is dead, and the run has ended long since', async () => {
    const known = world.lab.smtp.messages.length;
    breakOcs(world.lab);
    world.lab.faultSet('mail-dead');
    assert.equal((await world.order()).status, 2);
    const [first] = await deliver();
    assert.equal(first?.status, 'queued');
    assert.match(first?.error ?? '', /did not take the mail: .*ECONNREFUSED/);
    await world.lab.clearFaults();
    assert.deepEqual(await deliver(), []);
    const [second] = await deliver(2);
    assert.equal(second?.status, 'sent');
    const [row] = await world.rows();
    assert.deepEqual([row?.status, row?.tries, row?.next_try, row?.claimed], ['sent', 2, null, null]);
    assert.match(row?.last_error ?? '', /ECONNREFUSED/);
    assert.equal(world.lab.smtp.messages.length, known + 1);
  });
});
