import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { requireDict } from '../../../src/template/arguments/require.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { parseJson } from '../../../src/template/index.ts';
import { differenceOf } from '../vectors.ts';
import { ansiblePython } from './ansible-python.ts';
import { mutate, type Source } from './mutate.ts';
import { collectPieces } from './pieces.ts';
import { randomSource } from './random-source.ts';

/** Evaluates `count` random templates here and by ansible-core; what differs, one line each. */
export async function differences(seed: number, count: number, python: NodeJS.ProcessEnv): Promise<string[]> {
  const pieces = collectPieces();
  const random = randomSource(seed);
  const lines = Array.from({ length: count }, (_, index) => lineOf(mutate(pieces, random), `${seed}/${index}`));
  const answers = await askAnsible(lines, python);
  return lines.flatMap((line, index) => differenceFrom(line, answers[index] ?? '') ?? []);
}

function lineOf({ kind, text, vars, trusted }: Source, id: string): string {
  return `{"id": ${JSON.stringify(id)}, "${kind}": ${JSON.stringify(text)}, "vars": ${vars}${trusted ? ', "trusted": true' : ''}}`;
}

async function askAnsible(lines: readonly string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const script = join(packageRoot(), 'test/template/against-ansible/oracle.py');
  const env = { ...environment, PYTHONHASHSEED: '0', TZ: 'UTC' };
  const child = spawn(ansiblePython, [script], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stdin.end(lines.join('\n'));
  await once(child, 'close');
  return text.trimEnd().split('\n');
}

/** Cases that end nowhere to compare: no answer in time, or a value no vector holds. */
const incomparable =
  /"\$other"|"error": "(?:timeout|recursion|[^"]*\/|[A-Z]\w*Error)|Missing (?:key-value|newline)|0x[0-9a-f]{6}/u;

function differenceFrom(line: string, answer: string): string | undefined {
  if (incomparable.test(answer)) return undefined;
  const expected = requireDict(parseJson(answer));
  const difference = differenceOf({
    id: '',
    group: '',
    line,
    expected: new Map([...requireDict(parseJson(line)), ...expected]),
  });
  const message = expected.get('message');
  return difference === undefined
    ? undefined
    : `${difference}\n      ${typeof message === 'string' ? message : ''}\n      ${line.slice(0, 600)}`;
}
