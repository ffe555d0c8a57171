import assert from 'node:assert/strict';
import { hostname, userInfo } from 'node:os';
import { after, before, it } from 'node:test';
import { fieldsOf, openBench, type Bench } from './context.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

function clock(): Date {
  return new Date('2026-02-03T04:05:06.789Z');
}

it('setup tells facts of this machine', async () => {
  const { ansible_facts } = await bench.run('setup', {}, { clock, environment: { TOWN: 'Gent' } });
  const facts = fieldsOf(ansible_facts);
  assert.equal(facts['ansible_nodename'], hostname());
  assert.equal(facts['ansible_user_id'], userInfo().username);
  assert.equal(fieldsOf(facts['ansible_env'])['TOWN'], 'Gent');
  const time = fieldsOf(facts['ansible_date_time']);
  assert.equal(time['iso8601'], '2026-02-03T04:05:06Z');
  assert.equal(time['epoch'], '1770091506');
});

it('setup gives only what the filter names', async () => {
  const { ansible_facts } = await bench.run('setup', { filter: ['ansible_user_*', 'system'] });
  const names = Object.keys(fieldsOf(ansible_facts)).toSorted();
  assert.deepEqual(names, [
    'ansible_system',
    'ansible_user_dir',
    'ansible_user_gecos',
    'ansible_user_gid',
    'ansible_user_id',
    'ansible_user_shell',
    'ansible_user_uid',
  ]);
});

it('setup keeps to its subsets', async () => {
  const { ansible_facts } = await bench.run('setup', { gather_subset: ['!all', '!min', 'date_time'] });
  const names = Object.keys(fieldsOf(ansible_facts)).toSorted();
  assert.deepEqual(names, ['ansible_date_time', 'gather_subset', 'module_setup'].toSorted());
});

it('setup refuses a subset it does not know', async () => {
  const result = await bench.run('setup', { gather_subset: ['bogus'] });
  assert.equal(result['failed'], true);
  assert.match(String(result['msg']), /Bad subset 'bogus'.*hardware/);
});

it('setup never tells settings of omnicrm itself', async () => {
  const { ansible_facts } = await bench.run('setup', {}, { environment: { OMNICRM_TOKEN: 'secret' } });
  assert.equal(fieldsOf(fieldsOf(ansible_facts)['ansible_env'])['OMNICRM_TOKEN'], undefined);
});
