import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { requireDict } from '../../../src/template/arguments/require.ts';
import { evaluateVector } from '../../../src/template/batch.ts';
import { parseJson } from '../../../src/template/formats/json.ts';
import type { Dict } from '../../../src/template/values/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'lookups-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function evaluate(template: string, vars: Record<string, unknown>): Dict {
  return requireDict(parseJson(evaluateVector(JSON.stringify({ id: 'x', group: 'x', template, vars }))));
}

function gives(template: string, vars: Record<string, unknown>, value: unknown): void {
  assert.deepEqual(evaluate(template, vars).get('value'), value);
}

test('lookup file: the text without its last line ends, or as it stands', () => {
  const path = file('note.txt', '  text\n\n');
  gives("{{ lookup('file', path) }}", { path }, '  text');
  gives("{{ lookup('file', path, lstrip=true, rstrip=false) }}", { path }, 'text\n\n');
});

test('lookup csvfile: the column of the row with the key; quoted fields; a default', () => {
  const path = file('sims.csv', 'key,iccid,note\na,1,2\n"b c","x ""y""",3\n');
  gives("{{ lookup('csvfile', 'a', file=path, delimiter=',', col=2) }}", { path }, '2');
  gives("{{ lookup('csvfile', 'b c', file=path, delimiter=',') }}", { path }, 'x "y"');
  gives("{{ lookup('csvfile', 'zz', file=path, delimiter=',', default='d') }}", { path }, 'd');
});

test('lookup ini: keys of sections, continued lines, all that match', () => {
  const path = file('nodes.ini', '[s]\nA=1\nb : two\n c\n[global]\nz=9\n');
  gives("{{ lookup('ini', 'a', file=path, section='s') }}", { path }, '1');
  gives("{{ lookup('ini', 'b', file=path, section='s') }}", { path }, 'two\nc');
  gives("{{ query('ini', '.*', file=path, section='s', re=true) }}", { path }, ['1', 'two\nc']);
});

test('lookup first_found: the first that exists; nothing when it may be skipped; else an error', () => {
  const path = file('found.yml', '');
  gives("{{ lookup('first_found', ['/nonexistent/x', path]) }}", { path }, path);
  gives("{{ query('first_found', ['/nonexistent/x'], skip=true) }}", {}, []);
  assert.equal(evaluate("{{ lookup('first_found', ['/nonexistent/x']) }}", {}).get('error'), 'lookup');
});

test('lookup password: made once, kept with mode 0600, the same ever after', () => {
  const path = join(folder, 'secret');
  evaluate("{{ lookup('password', path ~ ' length=12 chars=digits') }}", { path });
  const kept = readFileSync(path, 'utf8').trimEnd();
  assert.match(kept, /^\d{12}$/);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  gives("{{ lookup('password', path) }}", { path }, kept);
});
