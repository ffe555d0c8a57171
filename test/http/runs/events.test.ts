/** Runs followed by server-sent events. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startEvent, finishEvent } from '../../../src/crm/provision-event.ts';
import { createProvision, finishProvision } from '../../../src/crm/provision-record.ts';
import { createUser, updateUser } from '../../../src/crm/user.ts';
import { followRun } from '../../../src/http/events/follow-run.ts';
import { mainFile, runProcess } from '../../cli/omnicrm.ts';
import { openServedWorld, type ServedWorld } from './served-world.ts';

let world: ServedWorld;
let token: string;
before(async () => {
  world = await openServedWorld();
  token = await world.app.tokens.issueToken({ userId: 1 });
});
after(() => world.close());

const follow = (id: unknown, query = '', headers: object = {}): Promise<Response> =>
  fetch(`${world.url}/crm/provision/provision_id/${String(id)}/events${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

/** Ids of the tasks that ended, in the order they came. */
const ids = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(match => Number(match[1]));

describe('a run as server-sent events', () => {
  it('is followed from its first task to its end, each task once, in order', async () => {
    const { body } = await world.ask('PUT', '/crm/provision/', { product_id: 1, customer_id: 1, pick: true });
    const reply = await follow(body['provision_id']);
    assert.equal(reply.headers.get('content-type'), 'text/event-stream');
    const text = await reply.text();
    const { provisioning_result_json: events } = await world.ended(body['provision_id']);
    assert.deepEqual(
      ids(text),
      events.map(event => event.event_number),
    );
    assert.match(text.slice(text.lastIndexOf('event: ')), /^event: end\ndata: .*"provisioning_status":0/);
  });

  it('is followed from any task on, as the URL or the browser says', async () => {
    const text = await (await follow(1, '?after=3')).text();
    assert.equal(ids(text)[0], 4);
    assert.equal(ids(await (await follow(1, '?after=3', { 'last-event-id': '5' })).text())[0], 6);
    assert.deepEqual(ids(await (await follow(1, '?after=9999')).text()), []);
    assert.equal((await follow(1, '?after=x')).status, 400);
    assert.equal((await follow(4711)).status, 404);
  });

  it('comes by the command line too', async () => {
    const file = join(world.home, 'token');
    writeFileSync(file, token);
    const argv = [mainFile, 'status', '1', '--watch', '--url', world.url, '--token-file', file];
    const env = { PATH: '/usr/bin:/bin', OMNICRM_HOME: world.home };
    const { code, stdout } = await runProcess(process.execPath, argv, { env, cwd: world.home });
    assert.equal(code, 0);
    assert.match(stdout, /OmniCore Service Provisioning/);
    const refused = await runProcess(process.execPath, argv.slice(0, -2), { env: { ...env, OMNICRM_TOKEN: 'no' } });
    assert.equal(refused.code, 77);
  });
});

it('a run of another process is followed by its rows, with signs of life while nothing happens', async () => {
  const { db } = world.app;
  const provision_id = await runElsewhere();
  const stopping = new AbortController();
  const texts = followRun(db, provision_id, { after: 0, stopping: stopping.signal, pauseMs: 5, heartbeatMs: 20 });
  const next = async (): Promise<string> => String((await texts.next()).value);
  assert.match(await next(), /^event: run\n/);
  assert.match(await next(), /^: /);
  startEvent(db, { provision_id, event_number: 1, event_name: 'One', provisioning_status: 1 });
  const begun = await next();
  assert.match(begun, /^event: task\ndata: .*"One"/);
  finishEvent(db, provision_id, 1, { provisioning_status: 0 });
  assert.match(await next(), /^event: task\nid: 1\n/);
  await finishProvision(db, provision_id, { provisioning_status: 0 });
  assert.match(await next(), /^event: run\n/);
  assert.match(await next(), /^event: end\n/);
  assert.equal((await texts.next()).done, true);
});

/** A run that goes on in a process elsewhere. */
async function runElsewhere(): Promise<number> {
  const owner = { owner_host: 'elsewhere', owner_pid: 1, owner_started: '1' };
  const row = { customer_id: 1, product_id: 1, provisioning_play: 'x', provisioning_json_vars: '{}' };
  return (await createProvision(world.app.db, { ...row, ...owner, action: 'provision' })).provision_id;
}

it('a reader who is let in no longer is told nothing more', async () => {
  const { db, tokens } = world.app;
  const reader = await createUser(db, { email: 'reader@example.net', user_name: 'x', roles: ['Support'] });
  const id = await runElsewhere();
  const mine = await tokens.issueToken({ userId: reader.user_id });
  const reply = await follow(id, '', { authorization: `Bearer ${mine}` });
  const chunks = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.match(String((await chunks?.read())?.value), /^event: run/);
  await updateUser(db, reader.user_id, { enabled: false });
  startEvent(db, { provision_id: id, event_number: 1, event_name: 'Secret', provisioning_status: 1 });
  assert.equal((await chunks?.read())?.done, true);
  assert.equal((await follow(id, '', { authorization: `Bearer ${mine}` })).status, 401);
});

it('who asks for the head of a stream follows nothing; who follows too many is told to wait', async () => {
  const url = `${world.url}/crm/provision/provision_id/${await runElsewhere()}/events`;
  const headers = { authorization: `Bearer ${token}` };
  for (let n = 0; n < 25; n++) assert.equal((await fetch(url, { method: 'HEAD', headers })).status, 200);
  const leave = new AbortController();
  const replies = await Promise.all(Array.from({ length: 21 }, () => fetch(url, { headers, signal: leave.signal })));
  assert.equal(replies.filter(reply => reply.status === 429).length, 1);
  leave.abort();
  for (;;) {
    const reply = await fetch(url, { headers, signal: AbortSignal.timeout(5000) });
    await reply.body?.cancel();
    if (reply.status === 200) break;
  }
});

it('a stream ends when the listener stops', async () => {
  const reply = await follow(await runElsewhere());
  await world.app.stopAccepting();
  assert.doesNotMatch(await reply.text(), /event: end/);
  await assert.rejects(fetch(world.url));
});
