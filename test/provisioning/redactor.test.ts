import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OmnicrmError } from '../../src/errors.ts';
import type { RunEvent } from '../../src/engine/index.ts';
import { redactedError } from '../../src/provisioning/redacted-error.ts';
import { redactedReporter } from '../../src/provisioning/redacted-reporter.ts';
import { createRedactor } from '../../src/provisioning/redactor.ts';
import { createTextFinder } from '../../src/provisioning/redaction/text-finder.ts';
import { parseJson, toJson, type Dict } from '../../src/template/index.ts';

const ki = '8F14E45FCEEA167A5A36DEDD4BEA2543';
const apiKey = 'p/w+d "quoted" \\ ünï&1';
const redactor = createRedactor([ki, apiKey]);

const forms: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': secret => secret,
  'in lower case': secret => secret.toLowerCase(),
  'in base64': secret => Buffer.from(secret).toString('base64'),
  'in base64 for URLs': secret => Buffer.from(secret).toString('base64url'),
  'in base64 behind one letter': secret => Buffer.from(`:${secret}`).toString('base64'),
  'in base64 behind two and before some': secret => Buffer.from(`u:${secret}@`).toString('base64'),
  'in hex': secret => Buffer.from(secret).toString('hex'),
  'in HEX': secret => Buffer.from(secret).toString('hex').toUpperCase(),
  'in a URL': secret => encodeURIComponent(secret),
  'in a form': secret => new URLSearchParams({ a: secret }).toString().slice(2),
  'in JSON': secret => JSON.stringify(secret),
  'in JSON quoted in JSON': secret => JSON.stringify(JSON.stringify(secret)),
};

for (const [name, formOf] of Object.entries(forms)) {
  test(`a secret is masked ${name}`, () => {
    for (const secret of [ki, apiKey]) {
      const form = formOf(secret);
      const clean = redactor.text(`before=${form} after ${form}`);
      assert.match(clean, /^before=.*\*{8}.* after /);
      const left = clean.replaceAll(/\*{8}|before=| after /g, '');
      assert.ok(left.length <= 2 * (6 + 14), `${form} leaves ${left}`);
      for (let at = 0; at + 8 <= form.length; at++) {
        const part = form.slice(at, at + 8);
        assert.ok(/^[\\"]+$/.test(part) || !clean.includes(part), `${form} leaves ${clean}`);
      }
    }
  });
}

test('the bytes of a key that is written in hex are masked in base64', () => {
  const clean = redactor.text(Buffer.from(ki, 'hex').toString('base64'));
  assert.equal(clean, '********');
});

test('a PIN too short for that is masked by its name in a text of JSON, however deep it is quoted', () => {
  const inner = JSON.stringify({ pin1: '7191', puk1: '1', msisdn: '7191', note: 'pin1' });
  for (const text of [inner, JSON.stringify({ content: inner }), JSON.stringify(JSON.stringify({ content: inner }))]) {
    const clean = redactor.text(text);
    assert.equal(clean.split('7191').length - 1, 1, clean);
    assert.match(clean, /msisdn\\*":\\*"7191/);
  }
});

const byName: readonly (readonly [string, string])[] = [
  ['{"pin1": 7191, "n": 7191}', '{"pin1": "********", "n": 7191}'],
  [`{'pin1': '7191', 'n': '7191'}`, `{'pin1': '********', 'n': '7191'}`],
  ['GET /x?user=a&api_key=abc&n=1', 'GET /x?user=a&api_key=********&n=1'],
  ['http://user:hunter2@host/x', 'http://user:********@host/x'],
  ['{"admin_password": "hunter2"}', '{"admin_password": "********"}'],
  ['Authorization: Bearer 0123456789abcdef', 'Authorization: Bearer ********'],
  ['sent eyJhbGciOiJI.eyJzdWIiOiIx.sig-na_ture!', 'sent ********!'],
  ['with sk_test_4eC39HqLyjWD to it', 'with ******** to it'],
  ['{"wiki": "text", "tokens": "7", "shop": "here"}', '{"wiki": "text", "tokens": "7", "shop": "here"}'],
  ['basic functionality of a bearer', 'basic functionality of a bearer'],
];

for (const [text, clean] of byName) {
  test(`by name and shape: ${text}`, () => assert.equal(createRedactor().text(text), clean));
}

test('a text of JSON stays one', () => {
  assert.deepEqual(JSON.parse(redactor.text('{"ki": "ab", "n": [1, "pin"], "opc": ""}')), {
    ki: '********',
    n: [1, 'pin'],
    opc: '',
  });
});

test('secrets are found at any depth, in keys and as numbers', () => {
  const known = createRedactor([['12345678'], 87654321n, new Map([['key-1', new Map([['ips', '127.0.0.1']])]])]);
  const clean = toJson(
    known.value(parseJson('{"a": [{"12345678": 12345678}], "b": "x87654321", "c": 1234567.5, "d": "127.0.0.1"}')),
  );
  assert.equal(clean, '{"a": [{"********": "********"}], "b": "x********", "c": 1234567.5, "d": "127.0.0.1"}');
});

test('what a result names as secret is masked wherever it stands, then and later', () => {
  const learning = createRedactor();
  const dict = parseJson('{"msg": "got tok-12345678", "json": {"token": "tok-12345678", "op": "replace"}}') as Dict;
  assert.equal(toJson(learning.dict(dict)), '{"msg": "got ********", "json": {"token": "********", "op": "********"}}');
  assert.equal(learning.text('tok-12345678 may replace'), '******** may replace');
});

test('of a task with no_log what looks secret is learned', () => {
  const learning = createRedactor();
  learning.learn({ url: 'http://host/1234567890', method: 'POST', body: { code: 'X-998877665544' } }, true);
  assert.equal(learning.text('POST http://host/1234567890 X-998877665544'), 'POST http://host/1234567890 ********');
});

test('texts that overlap are masked to the last letter, whatever stands around', () => {
  const secrets = ['abcdefgh1', 'fgh1ijklmn', 'klmnopqrst', 'tttttttttt'];
  const many = createRedactor(secrets);
  assert.equal(many.text('-ABCdefgh1ijklmnopqrst-'), '-********-');
  assert.equal(many.text(`x${'t'.repeat(25)}y`), 'x********y');
});

test('the finder finds what a plain search finds', () => {
  let seed = 1;
  const random = (limit: number): number => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const word = (length: number): string => Array.from({ length }, () => 'abXé'[random(4)]).join('');
  for (let round = 0; round < 300; round++) {
    const texts = Array.from({ length: 1 + random(6) }, () => word(2 + random(5)));
    const source = word(60);
    const covered = Array.from({ length: 60 }, () => false);
    for (const text of texts) {
      for (let at = 0; at <= 60 - text.length; at++) {
        if (source.slice(at, at + text.length).toLowerCase() === text.toLowerCase())
          covered.fill(true, at, at + text.length);
      }
    }
    const found = Array.from({ length: 60 }, () => false);
    for (const { start, end } of createTextFinder(texts)(source)) found.fill(true, start, end);
    assert.deepEqual(found, covered, `${texts.join(' ')} in ${source}`);
  }
});

test('nothing of an event but its numbers passes unread', () => {
  const told: RunEvent[] = [];
  const where = { file: 'play.yaml', line: 1, column: 1, excerpt: `ki: ${ki}` };
  const task = {
    path: '0',
    name: `set ${ki}`,
    action: 'uri',
    written: 'uri',
    handler: false,
    section: 'tasks',
    noLog: false,
    where,
  } as const;
  const result: Dict = new Map([['msg', ki]]);
  const reporter = redactedReporter({ report: event => told.push(event) }, redactor);
  reporter.report({ type: 'play_start', name: ki, taskCount: 1 });
  reporter.report({ type: 'task_start', task });
  reporter.report({ type: 'item', task, host: 'h', label: ki, status: 'ok', result });
  reporter.report({ type: 'include', task, host: 'h', file: `${ki}.yaml`, label: ki });
  reporter.report({ type: 'result', task, host: 'h', status: 'failed', result, durationMs: 5 });
  reporter.report({ type: 'rescue', host: 'h', failed: task });
  reporter.report({ type: 'warning', message: ki, where });
  reporter.report({ type: 'stats', stats: new Map(), customStats: result });
  const shown = told.map(event =>
    JSON.stringify(event, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
  );
  assert.deepEqual(
    shown.filter(text => text.includes(ki) || !text.includes('type')),
    [],
  );
  assert.equal(told.length, 8);
});

test('an error is redacted with its hint, place, details, stack and causes', () => {
  const cause = Object.assign(new Error(`connect ${ki}`), { code: 'ECONNREFUSED' });
  const where = { file: 'play.yaml', line: 1, column: 1, excerpt: ki };
  const error = new OmnicrmError('E_BACKEND_DOWN', `at ${ki}`, {
    where,
    hint: ki,
    details: { url: [ki], n: 1 },
    cause,
  });
  const clean = redactedError(error, redactor);
  assert.ok(clean instanceof OmnicrmError && clean.cause instanceof Error);
  const { code, message, hint, details, stack } = clean;
  const all = JSON.stringify([message, clean.where, hint, details, stack, clean.cause.message, clean.cause.stack]);
  assert.ok(!all.includes(ki), all);
  assert.deepEqual([code, details, 'code' in clean.cause], ['E_BACKEND_DOWN', { url: ['********'], n: 1 }, true]);
});
