import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { actionFacts } from '../../src/actions/doc/action-facts.ts';
import { actionDoc } from '../../src/actions/doc/action-doc.ts';
import { actions } from '../../src/actions/index.ts';
import { actionNeeds, kindOf, switchedOffBy } from '../../src/actions/needs/action-needs.ts';
import { optionsFrom } from '../../src/actions/options/options.ts';
import { playAction, playActions } from '../../src/actions/plays/play-actions.ts';
import { packageRoot } from '../../src/package-root.ts';
import { openMessageFloor } from './messages/message-floor.ts';

const page = readFileSync(join(packageRoot(), 'docs/actions.md'), 'utf8');
const sources = join(packageRoot(), 'src/actions');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

test('docs/actions.md is what `omnicrm action doc` prints', () => {
  assert.ok(page === actionDoc(actions.values()), 'make it anew: omnicrm action doc > docs/actions.md');
});

test('facts are of actions that are there', () => {
  assert.deepEqual(
    Object.keys(actionFacts()).filter(name => !actions.has(name)),
    [],
  );
});

test('every refusal is told of', () => {
  const refusing = /(?:\b(?:refused|failed|skipped)\(\s*|\bwrong: )'([A-Z{][^']+)'/g;
  const replies = files.flatMap(file =>
    [...readFileSync(join(sources, file), 'utf8').matchAll(refusing)].map(([, reply = '']) => reply),
  );
  assert.ok(replies.length > 30);
  assert.deepEqual(
    replies.filter(reply => !reply.endsWith('_FAILED') && !page.includes(reply)),
    [],
  );
});

test('every option that is read is told of', () => {
  const reading = /\boptions\.(?:text|isOn|isOff|digits|money|list)\(\s*'(\w+)'/g;
  const read = files.flatMap(file =>
    [...readFileSync(join(sources, file), 'utf8').matchAll(reading)].map(([, name]) => name),
  );
  assert.ok(read.length > 50);
  assert.deepEqual(
    [...new Set(read)].filter(name => !page.includes(`\`${name}\``)),
    [],
  );
});

test('an action tells what it lacks: settings of its plays, programs of this host', async t => {
  const { floor } = await openMessageFloor(t);
  const needs = (name: string, path?: string): readonly string[] => {
    const action = actions.get(name);
    assert.ok(action);
    return actionNeeds({ ...floor, ...(path === undefined ? {} : { path }) }, action);
  };
  assert.deepEqual(needs('senddog'), []);
  assert.deepEqual(needs('usercash'), []);
  const bare = { ...floor, config: { ...floor.config, entries: new Map() } };
  const senddog = actions.get('senddog');
  assert.ok(senddog);
  assert.deepEqual(actionNeeds(bare, senddog), [
    'notifications.telegram.token in crm_config.yaml',
    'turbosms.token in crm_config.yaml',
    'turbosms.sender in crm_config.yaml',
  ]);
  assert.equal(kindOf(senddog), 'built in, calls plays');
  const unset = { ...floor, options: optionsFrom({ SENDDOG_ENABLED: '1' }) };
  const [btrxupd, reminder] = ['btrxupd', 'reminder'].map(name => actions.get(name));
  assert.ok(btrxupd && reminder);
  assert.deepEqual(actionNeeds(unset, btrxupd), ['alter.BTRX24_EXPORT_URL in crm_config.yaml']);
  assert.deepEqual(switchedOffBy(unset, reminder), ['REMINDER_ENABLED']);
  assert.deepEqual(switchedOffBy(unset, senddog), []);
});

test("an operator's play with a reply is an action, with parameters, gate and reply of its own", async t => {
  const { floor, home, call } = await openMessageFloor(t, { GREET_ENABLED: '1' });
  const folder = join(home, 'plays/actions');
  mkdirSync(folder, { recursive: true });
  const tasks = '- hosts: localhost\n  gather_facts: no\n  tasks:\n    - assert: { that: "login == \'alice\'" }\n';
  const about = 'summary: Greet.\nreply: OK:GREET\ngate: { GREET_ENABLED: ERROR:GREET_DISABLED }\n';
  writeFileSync(join(folder, 'greet.yaml'), tasks);
  writeFileSync(join(folder, 'greet.action.yaml'), `${about}parameters: { login: { required: true } }\n`);
  assert.equal((await call('greet&login=alice')).text, 'OK:GREET');
  assert.equal((await call('greet')).text, 'ERROR:NO_LOGIN');
  assert.equal((await call('greet&login=bob')).text, 'ERROR:GREET_FAILED');
  assert.deepEqual(
    playActions(floor.config).map(action => [action.name, kindOf(action)]),
    [['greet', 'play']],
  );
  assert.equal(playAction(floor.config, '../greet'), undefined);
  assert.equal(playAction(floor.config, 'send-telegram'), undefined, 'only called by others');
});
