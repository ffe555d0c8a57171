import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateVector } from '../../src/template/batch.ts';
import { defaultTables, Environment, Templar, Template, TemplateError } from '../../src/template/index.ts';
import { mutate, tokensOf, type Pieces, type Source } from './against-ansible/mutate.ts';
import { collectPieces } from './against-ansible/pieces.ts';
import { randomSource, type RandomSource } from './against-ansible/random-source.ts';

/** The long run is by hand: FUZZ_TEMPLATES=100000. */
const count = Number(process.env['FUZZ_TEMPLATES'] ?? 2000);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const marks = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{#',
  '#}',
  '{%-',
  '-%}',
  '\\',
  '"',
  "'",
  '\n',
  '\u0000',
  '\u{1f600}',
  '(',
  '[',
  '{',
  '|',
];
const words = [
  'if',
  'else',
  'elif',
  'endif',
  'for',
  'in',
  'endfor',
  'set',
  'macro',
  'endmacro',
  'call',
  'raw',
  'endraw',
  'block',
  'filter',
];

/** Whole tokens changed first, then single characters and marks. */
function broken(pieces: Pieces, random: RandomSource): Source {
  const source = mutate(pieces, random);
  const tokens = tokensOf(source.text);
  for (let left = Math.floor(random.next() * 4); left > 0; left--) {
    const at = Math.floor(random.next() * (tokens.length + 1));
    tokens.splice(at, random.chance(0.5) ? 1 : 0, random.pick(random.chance(0.3) ? words : marks));
  }
  return { ...source, text: tokens.join('') };
}

test(`${count} damaged templates give a value or an error, in time`, () => {
  const pieces = collectPieces();
  const random = randomSource(seed);
  const slow: string[] = [];
  for (let i = 0; i < count; i++) {
    const { kind, text, vars, trusted } = broken(pieces, random);
    const line = `{"id": ${i}, "${kind}": ${JSON.stringify(text)}, "vars": ${vars}, "trusted": ${trusted}}`;
    const start = process.cpuUsage();
    assert.doesNotThrow(() => evaluateVector(line), line.slice(0, 500));
    if (process.cpuUsage(start).user > 2_000_000) slow.push(line.slice(0, 500));
  }
  assert.deepEqual(slow, []);
});

test('errors of syntax carry the place', () => {
  const pieces = collectPieces();
  const random = randomSource(seed + 1);
  const environment = new Environment(defaultTables);
  const templar = new Templar(environment, { get: () => undefined, names: () => [] });
  for (let i = 0; i < 1000; i++) {
    const { text } = broken(pieces, random);
    try {
      templar.render(new Template(text, { file: 'play.yaml', line: 7, column: 3 }));
    } catch (error) {
      assert.ok(error instanceof TemplateError, `${text}: ${String(error)}`);
      if (error.kind === 'syntax') assert.equal(error.where?.file, 'play.yaml', text);
    }
  }
});

for (const [open, close] of [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['{{', '}}'],
  ['not ', ''],
  ['-', ''],
  ['a.', ''],
  ['{% if a %}', '{% endif %}'],
] as const) {
  test(`100,000 of ${open} within one another are refused`, () => {
    const inside = open.repeat(100_000) + '1' + close.repeat(100_000);
    const template = JSON.stringify(open.startsWith('{%') ? inside : `{{ ${inside} }}`);
    const answer = evaluateVector(`{"id": 1, "template": ${template}, "vars": {}}`);
    assert.match(answer, /"ok": false, "error": "(?:syntax|recursion|undefined|overflow|type)"/);
  });
}
