import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { parsePythonStringList, pythonStringList } from '../../src/crm/python-literal.ts';

const readable: readonly (readonly [string, readonly string[]])[] = [
  ["['SIM Card', 'Mobile Number']", ['SIM Card', 'Mobile Number']],
  ['["SIM Card", \'Mobile Number\']', ['SIM Card', 'Mobile Number']],
  ['[]', []],
  ['[ ]', []],
  ['', []],
  ["['a',]", ['a']],
  [' [ "a" , "b" ] ', ['a', 'b']],
  [String.raw`['Bob\'s', "say \"x\"", 'a\\b', 'tab\t']`, ["Bob's", 'say "x"', 'a\\b', 'tab\t']],
  [String.raw`['caf\u00e9', '\x41']`, ['café', 'A']],
  ["['[x]', 'a, b']", ['[x]', 'a, b']],
  [String.raw`['odd\q']`, [String.raw`odd\q`]],
];

for (const [text, values] of readable) {
  test(`reads ${text}`, () => assert.deepEqual(parsePythonStringList(text), values));
}

const refused = [
  '[',
  "['a'",
  "['a' 'b']",
  "['a'] x",
  "'a'",
  '[1]',
  '[None]',
  '[,]',
  "['a',,]",
  "['a]",
  '["a\nb"]',
  "('a',)",
  "[['a']]",
];

for (const text of refused) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parsePythonStringList(text), { code: 'E_INPUT', message: /column \d+/ });
  });
}

test('what it writes Python reads, and it writes what Python writes', { skip: !existsSync('/usr/bin/python3') }, () => {
  const lists = [['SIM Card', "Bob's"], ['a"b', `both ' and "`], ['back\\slash', 'new\nline', 'café'], []];
  const program =
    'import ast, json, sys\nfor l in json.load(sys.stdin): print(json.dumps([ast.literal_eval(l), repr(ast.literal_eval(l))]))';
  const input = JSON.stringify(lists.map(pythonStringList));
  const lines = execFileSync('/usr/bin/python3', ['-c', program], { input, encoding: 'utf8' }).trim().split('\n');
  for (const [at, list] of lists.entries()) {
    assert.deepEqual(JSON.parse(lines[at] ?? ''), [list, pythonStringList(list)]);
    assert.deepEqual(parsePythonStringList(pythonStringList(list)), list);
  }
});
