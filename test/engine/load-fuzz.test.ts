import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadPlaybook } from '../../src/engine/index.ts';
import { OmnicrmError } from '../../src/errors.ts';
import { packageRoot } from '../../src/package-root.ts';
import { randomSource, type RandomSource } from '../template/against-ansible/random-source.ts';

/** The long run is by hand: FUZZ_PLAYS=100000. */
const count = Number(process.env['FUZZ_PLAYS'] ?? 1500);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const cases = join(packageRoot(), 'test/engine/conformance/cases');
const plays = readdirSync(cases)
  .filter(name => name.endsWith('.yaml'))
  .map(name => readFileSync(join(cases, name), 'utf8'));
const lines = plays.flatMap(play => play.split('\n'));
const bits = [
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '{{ ',
  ' }}',
  '|',
  '>',
  '&a ',
  '*a',
  '!vault ',
  '!!str ',
  '#',
  '\t',
  '\n',
  '? ',
  '<<: ',
  '---\n',
  '\u0000',
  'é',
  '%',
  '@',
];
const folder = mkdtempSync(join(tmpdir(), 'load-fuzz-'));
after(() => rmSync(folder, { recursive: true }));

/** A play with lines taken from others, moved, indented anew, and with characters thrown in. */
function broken(random: RandomSource): string {
  const play = random.pick(plays).split('\n');
  for (let left = 1 + Math.floor(random.next() * 4); left > 0; left--) {
    const at = Math.floor(random.next() * play.length);
    if (random.chance(0.3)) play.splice(at, random.chance(0.5) ? 1 : 0, random.pick(lines));
    else if (random.chance(0.4)) play[at] = ' '.repeat(Math.floor(random.next() * 8)) + (play[at] ?? '').trim();
    else play[at] = withBit(play[at] ?? '', random);
  }
  return play.join('\n');
}

function withBit(line: string, random: RandomSource): string {
  const at = Math.floor(random.next() * (line.length + 1));
  return line.slice(0, at) + random.pick(bits) + line.slice(random.chance(0.5) ? at : at + 2);
}

/** What is wrong with how a playbook was taken or refused; undefined when all is well. */
function problemOf(text: string): string | undefined {
  const file = join(folder, 'play.yaml');
  writeFileSync(file, text);
  const start = process.cpuUsage();
  try {
    loadPlaybook(file);
  } catch (error) {
    if (!(error instanceof OmnicrmError)) return `${error instanceof Error ? error.stack : String(error)}\n${text}`;
    if (error.code === 'E_PLAY_SYNTAX' && error.where === undefined) return `no place: ${error.message}\n${text}`;
    if (!error.code.startsWith('E_PLAY') && error.code !== 'E_TEMPLATE')
      return `${error.code}: ${error.message}\n${text}`;
  }
  return process.cpuUsage(start).user > 2_000_000 ? `slow:\n${text}` : undefined;
}

test(`${count} damaged plays are taken, or refused with a place`, () => {
  const random = randomSource(seed);
  const problems = Array.from({ length: count }, () => problemOf(broken(random))).filter(
    problem => problem !== undefined,
  );
  assert.deepEqual(problems.slice(0, 5), []);
});

for (const [open, close] of [
  ['[', ']'],
  ['{a: ', '}'],
  ['- ', ''],
  ['? ', ''],
] as const) {
  test(`100,000 of "${open}" within one another are refused`, () => {
    assert.equal(problemOf(open.repeat(100_000) + close.repeat(100_000)), undefined);
    assert.throws(() => loadPlaybook(join(folder, 'play.yaml')), OmnicrmError);
  });
}
