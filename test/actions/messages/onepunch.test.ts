import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openMessageFloor } from './message-floor.ts';

async function openWith(t: TestContext, play: string) {
  const floor = await openMessageFloor(t, { ONEPUNCH_ENABLED: '1' });
  const folder = join(floor.home, 'plays/onepunch');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hello.yaml'), `- hosts: localhost\n  gather_facts: no\n  tasks:\n${play}`);
  return floor;
}

test('a script says what it wants before the OK', async t => {
  const floor = await openWith(t, '    - set_fact: { reply: "hi " }\n');
  const reply = await floor.call('onepunch&param=hello');
  assert.equal(reply.text, 'hi OK:ONEPUNCH', reply.reason);
});

const refused: readonly (readonly [string, string])[] = [
  ['a program', '    - command: id\n'],
  ['a file', '    - copy: { content: x, dest: /tmp/x }\n'],
  ['a file to send', '    - uri: { url: "http://127.0.0.1:9/", method: POST, src: /etc/hostname }\n'],
  ['a file to write', '    - uri: { url: "http://127.0.0.1:9/", dest: /tmp/onepunch-made-this }\n'],
  ['a file to wait for', '    - wait_for: { path: /etc/hostname }\n'],
  ['a lookup that runs programs', `    - set_fact: { reply: "{{ lookup('pipe', 'id') }}" }\n`],
  ['a lookup that reads files', `    - set_fact: { reply: "{{ lookup('file', '/etc/hostname') }}" }\n`],
];

for (const [what, play] of refused) {
  test(`a script may not use ${what}`, async t => {
    const floor = await openWith(t, play);
    const reply = await floor.call('onepunch&param=hello');
    assert.deepEqual([reply.outcome, reply.text], ['failed', 'ERROR:ONEPUNCH_FAILED']);
    if (what.startsWith('a file to')) assert.match(reply.reason ?? '', /names a file of this host/);
  });
}

test('an alias is no path', async t => {
  const floor = await openWith(t, '    - debug:\n');
  assert.equal((await floor.call('onepunch&param=../hello')).text, 'ERROR:NO_SUCH_SCRIPT');
});
