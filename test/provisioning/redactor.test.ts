import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedactor } from '../../src/provisioning/redactor.ts';

const redactor = createRedactor(['00112233445566778899AABBCCDDEEFF']);

test('a secret is masked by value wherever it stands, also in base64 and in a URL', () => {
  const forms = ['00112233445566778899AABBCCDDEEFF', 'MDAxMTIyMzM0NDU1NjY3Nzg4OTlBQUJCQ0NEREVFRkY='];
  for (const form of forms) assert.doesNotMatch(redactor.text(`x=${form}&y`), /4455|MDAxMTIy/);
});

test('a PIN too short for that is masked by its name in a text of JSON, however deep it is quoted', () => {
  const inner = JSON.stringify({ pin1: '7191', puk1: '1', msisdn: '7191', note: 'pin1' });
  for (const text of [inner, JSON.stringify({ content: inner }), JSON.stringify(JSON.stringify({ content: inner }))]) {
    const clean = redactor.text(text);
    assert.equal(clean.split('7191').length - 1, 1, clean);
    assert.match(clean, /msisdn\\*":\\*"7191/);
  }
});

test('a text of JSON stays one', () => {
  assert.deepEqual(JSON.parse(redactor.text('{"ki": "ab", "n": [1, "pin"], "opc": ""}')), {
    ki: '********',
    n: [1, 'pin'],
    opc: '',
  });
});
