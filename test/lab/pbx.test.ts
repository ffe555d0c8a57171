/** The lab's phone system: its door, its rules, its faults; what is there shows in state, diff and digest. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sendRequest } from '../../src/engine/network/send-request.ts';
import { networkDispatchers } from '../../src/engine/network/network-dispatchers.ts';
import { startLab } from '../../src/lab/lab.ts';
import type { Lab } from '../../src/lab/types.ts';

describe('the lab’s phone system', () => {
  let lab: Lab;
  const network = networkDispatchers();
  before(async () => {
    lab = await startLab();
  });
  after(async () => {
    await network.close();
    await lab.close();
  });

  const ask = async (method: string, path: string, body?: object): Promise<readonly [number, unknown]> => {
    const { base_url, username, password } = lab.settings().pbx;
    const answer = await sendRequest(
      {
        method,
        url: new URL(base_url + path),
        headers: new Map([['Content-Type', 'application/json']]),
        body: body === undefined ? null : JSON.stringify(body),
        timeoutMs: 5000,
        redirects: 'none',
        credentials: { username, password, force: false },
        unredirected: new Set(),
        decompress: false,
      },
      { dispatcherFor: (origin, tls) => network.dispatcherFor(origin, tls), signal: new AbortController().signal },
    );
    const text = answer.body.toString();
    return [answer.status, text === '' ? null : (JSON.parse(text) as unknown)];
  };
  const made = async (path: string, body: object): Promise<number> => {
    const [status, row] = await ask('POST', path, body);
    assert.equal(status, 201, JSON.stringify(row));
    return (row as { id?: number }).id ?? 0;
  };

  it('lets nobody in without the login', async () => {
    const { status, headers } = await fetch(`${lab.pbx.url}/1.1/users`);
    assert.deepEqual([status, headers.get('www-authenticate')?.slice(0, 6)], [401, 'Digest']);
  });

  it('ties and unties in confd’s order, and strands an incall whose user left first', async () => {
    lab.snapshot('empty');
    const empty = lab.digest(['pbx']);
    const user = await made('/users', { firstname: 'Lord', userfield: 'key' });
    const line = await made('/lines_sip', { context: 'default', device_slot: 1, username: 'sip1' });
    const exten = await made('/extensions', { exten: '1100', context: 'default' });
    const incall = await made('/extensions', { exten: '2100', context: 'from-extern' });
    assert.match(
      String((await ask('POST', `/lines/${line}/extensions`, { extension_id: incall }))[1]),
      /must be associated with a User/,
    );
    await made(`/users/${user}/lines`, { line_id: line });
    await made(`/lines/${line}/extensions`, { extension_id: exten });
    await made(`/lines/${line}/extensions`, { extension_id: incall });
    assert.deepEqual(
      lab.diff('empty')['pbx']?.added.map(({ kind, key }) => `${kind} ${key}`),
      [
        'user key',
        'line sip1',
        'extension 1100@default',
        'extension 2100@from-extern',
        'user of line key',
        'number of line 1100@default',
        'number of line 2100@from-extern',
      ],
    );
    const statuses: number[] = [];
    for (const path of [
      `/users/${user}`,
      `/users/${user}/lines/${line}`,
      `/lines/${line}/extensions/${incall}`,
      `/extensions/${incall}`,
    ])
      statuses.push((await ask('DELETE', path))[0]);
    assert.deepEqual(statuses, [400, 204, 400, 400]);
    lab.restore('empty');
    assert.equal(lab.digest(['pbx']), empty);
  });

  it('fails in its own dress', async () => {
    const rule = lab.fault({ match: { system: 'pbx' }, effect: { status: { code: 500 } } });
    const [status, body] = await ask('GET', '/infos');
    await lab.clearFaults(rule);
    assert.deepEqual([status, (body as string[])[0]?.startsWith('Unexpected error: ')], [500, true]);
  });
});
