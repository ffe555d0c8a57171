/** XiVO's tutorial for confd, request by request: by its own python-requests where that is installed, and by our client. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { packageRoot } from '../../../src/package-root.ts';
import { type Ask, openPhoneServer } from './phone-server.ts';

type Told = readonly [name: string, status: number, body: unknown, location: string | null];

const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;

for (const challenge of ['qop', '2015'] as const) {
  describe(`the tutorial, challenge ${challenge}`, () => {
    it('is told by python-requests as confd told it', { skip: !hasRequests }, async t => {
      const { origin, ask } = await openPhoneServer(t, { challenge });
      await seedUsers(ask);
      const script = join(packageRoot(), 'test/http/confd/tutorial.py');
      const { stdout } = await promisify(execFile)('python3', [script, `${origin}/1.1`]);
      checkTutorial(
        stdout
          .trim()
          .split('\n')
          .map(line => JSON.parse(line) as Told),
        origin,
      );
    });

    it('is told to our own client', async t => {
      const { origin, ask, requests } = await openPhoneServer(t, { challenge });
      await seedUsers(ask);
      const before = requests();
      const told = await tutorial(ask);
      checkTutorial(told, origin);
      assert.equal(requests() - before, told.length, 'one challenge is kept for all requests');
    });
  });
}

async function seedUsers(ask: Ask): Promise<void> {
  const people = [
    { firstname: 'Fodé', lastname: 'Sanderson', language: 'fr_FR', username: 'fode', password: 'fode' },
    { firstname: 'Mamasta', lastname: 'Michel-Brunnemer', username: 'mamasta', password: 'mamasta' },
    { firstname: 'Mao', lastname: 'Abdoulai' },
  ];
  for (const person of people) assert.equal((await ask('POST', '/users', person)).status, 201);
}

async function tutorial(ask: Ask): Promise<Told[]> {
  const told: Told[] = [];
  const tell = async (name: string, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const reply = await ask(method, path, body);
    told.push([
      name,
      reply.status,
      reply.body === '' ? null : reply.body,
      (reply.headers['location'] as string) ?? null,
    ]);
    return reply.body as Record<string, unknown>;
  };
  const get = (name: string, path: string) => tell(name, 'GET', path);
  const post = (name: string, path: string, body: unknown) => tell(name, 'POST', path, body);
  await get('list', '/users');
  await get('search', '/users?search=sanderson');
  await get('page', '/users?limit=2&skip=1');
  await get('sorted', '/users?order=lastname&direction=desc');
  await get('one', '/users/2');
  const john = { firstname: 'John', lastname: 'Doe', caller_id: '"Joe Cool"', language: 'fr_FR', username: 'joe' };
  const { id } = await post('create', '/users', { ...john, password: 'password' });
  await tell('update', 'PUT', `/users/${String(id)}`, { firstname: 'Johnny' });
  await tell('delete', 'DELETE', `/users/${String(id)}`);
  await get('names', '/users?order=firstname&direction=desc&limit=2');
  await get('devices', '/devices');
  await get('extensions', '/extensions');
  await tell('error', 'POST', '/users', '{}');
  const user = await post('user', '/users', { firstname: 'Lord', lastname: 'Sanderson' });
  const line = await post('line', '/lines_sip', { context: 'default', device_slot: 1 });
  const extension = await post('extension', '/extensions', { exten: '1100', context: 'default' });
  await post('user_line', `/users/${String(user['id'])}/lines`, { line_id: line['id'] });
  await post('line_extension', `/lines/${String(line['id'])}/extensions`, { extension_id: extension['id'] });
  const incall = await post('incall', '/extensions', { exten: '2100', context: 'from-extern' });
  await post('line_incall', `/lines/${String(line['id'])}/extensions`, { extension_id: incall['id'] });
  return told;
}

function checkTutorial(told: readonly Told[], origin: string): void {
  const of = (name: string): Told => told.find(([known]) => known === name) ?? assert.fail(`${name} was not told`);
  const body = (name: string) => of(name)[2] as Record<string, unknown> & { items: Record<string, unknown>[] };
  const last = (name: string): unknown[] => body(name).items.map(item => item['lastname']);
  const link = (rel: string, id: unknown) => ({ rel, href: `${origin}/1.1/${rel}/${String(id)}` });
  const statuses = told.map(([name, status]) => [name, status]);
  const made = /^(create|user|line|extension|incall|all)/;
  const expected = (name: string): number =>
    /^(update|delete)$/.test(name)
      ? 204
      : name === 'error'
        ? 400
        : made.test(name) && name !== 'extensions'
          ? 201
          : 200;
  assert.deepEqual(
    statuses,
    told.map(([name]) => [name, expected(name)]),
  );
  assert.deepEqual(last('list'), ['Abdoulai', 'Michel-Brunnemer', 'Sanderson']);
  assert.deepEqual([last('search'), body('search')['total']], [['Sanderson'], 1]);
  assert.deepEqual([last('page'), body('page')['total']], [['Michel-Brunnemer', 'Sanderson'], 3]);
  assert.deepEqual(last('sorted'), ['Sanderson', 'Michel-Brunnemer', 'Abdoulai']);
  assert.deepEqual(
    body('names').items.map(item => item['firstname']),
    ['Mao', 'Mamasta'],
  );
  assert.deepEqual(of('error')[2], ['Input Error - missing parameters: firstname']);
  const nothing = {
    description: null,
    mobile_phone_number: null,
    music_on_hold: null,
    outgoing_caller_id: null,
    preprocess_subroutine: null,
    timezone: null,
    userfield: null,
  };
  const created = body('create');
  const john = {
    firstname: 'John',
    lastname: 'Doe',
    caller_id: '"Joe Cool"',
    language: 'fr_FR',
    username: 'joe',
    password: 'password',
  };
  assert.deepEqual(created, { id: created['id'], ...nothing, ...john, links: [link('users', created['id'])] });
  assert.equal(of('create')[3], `${origin}/1.1/users/${String(created['id'])}`);
  const [user, line, extension, incall] = [body('user'), body('line'), body('extension'), body('incall')];
  assert.deepEqual([user['caller_id'], user['lastname'], user['username']], [null, 'Sanderson', null]);
  assert.match(line['provisioning_extension'] as string, /^[1-8]{6}$/);
  assert.match(`${String(line['username'])} ${String(line['secret'])}`, /^[a-z0-9]{8} [a-z0-9]{8}$/);
  assert.deepEqual(
    [line['callerid'], line['context'], line['device_slot'], line['links']],
    [null, 'default', 1, [link('lines_sip', line['id'])]],
  );
  assert.deepEqual(extension, {
    id: extension['id'],
    exten: '1100',
    context: 'default',
    commented: false,
    links: [link('extensions', extension['id'])],
  });
  assert.deepEqual(body('user_line'), {
    user_id: user['id'],
    line_id: line['id'],
    main_user: true,
    main_line: true,
    links: [link('lines', line['id']), link('users', user['id'])],
  });
  assert.deepEqual(body('line_incall'), {
    line_id: line['id'],
    extension_id: incall['id'],
    links: [link('extensions', incall['id']), link('lines', line['id'])],
  });
}
