/** The dial plan that an operator sets: which contexts there are, and which numbers they take. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readContexts } from '../../../src/config/contexts.ts';
import { setContexts } from '../../../src/crm/phone/set-contexts.ts';
import { parseJson } from '../../../src/template/index.ts';
import { openPhoneServer } from './phone-server.ts';

const contexts = (text: string) => readContexts(parseJson(text));

describe('contexts of the configuration', () => {
  it('take the numbers of their ranges, of whose bounds the last digits may count', async t => {
    const { db, ask } = await openPhoneServer(t);
    const set = contexts(`{
      "default": {"type": "internal", "ranges": ["200-299", 1500]},
      "montreal": {"type": "incall", "ranges": ["4185550000-4185559999"], "did_length": 4}
    }`);
    const ranges = () => db.selectFrom('pbx_range').selectAll().orderBy('pbx_range_id').execute();
    await setContexts(db, set);
    const written = await ranges();
    await setContexts(db, set);
    assert.deepEqual(await ranges(), written, 'what is so already is not written again');
    const statusOf = async (exten: string, context: string): Promise<number> =>
      (await ask('POST', '/extensions', { exten, context })).status;
    for (const exten of ['200', '299', '1500', '0250']) assert.equal(await statusOf(exten, 'default'), 201, exten);
    for (const exten of ['199', '1100', '1501']) assert.equal(await statusOf(exten, 'default'), 400, exten);
    assert.deepEqual([await statusOf('5000', 'montreal'), await statusOf('15000', 'montreal')], [201, 400]);
    assert.equal(await statusOf('2100', 'from-extern'), 201, 'others are left alone');
    const listed = (await ask('GET', '/extensions?type=incall')).body as { readonly total: number };
    assert.equal(listed.total, 2);
  });

  it('are refused where they are none', () => {
    const wrong = ['{"a": {}}', '{"a": {"type": "x"}}', '{"a": {"type": "incall", "ranges": ["9-x"]}}'];
    for (const text of wrong)
      assert.throws(() => contexts(text), { code: 'E_CONFIG', message: /^confd\.contexts\.a\./ });
  });
});
