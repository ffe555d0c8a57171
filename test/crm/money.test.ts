import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moneyNumber, moneyText, parseMoney, toCurrencyUnits } from '../../src/crm/money.ts';

const exact: readonly (readonly [unknown, number])[] = [
  ['15', 1500],
  ['15.0', 1500],
  [15.5, 1550],
  ['0.1', 10],
  [0.1, 10],
  [1.1, 110],
  [4.35, 435],
  [0.29, 29],
  [1.005e2, 10050],
  ['-0.05', -5],
  ['+3', 300],
  [' 7.20 ', 720],
  ['15.', 1500],
  ['15.5000', 1550],
  [0, 0],
  ['-0', 0],
  ['-0.00', 0],
  [9007199254740, 900719925474000],
  [10n, 1000],
  ['00012.34', 1234],
];

for (const [given, minor] of exact) {
  test(`${typeof given} ${String(given)} is ${minor} minor units`, () => {
    assert.ok(Object.is(parseMoney(given), minor));
  });
}

const refused = [
  0.1 + 0.2,
  '0.001',
  15.555,
  '1e3',
  1e21,
  'abc',
  '',
  '1,50',
  '.5',
  '--1',
  null,
  undefined,
  true,
  [1],
  {},
  NaN,
  Infinity,
  '12345678901234',
];

for (const given of refused) {
  test(`${JSON.stringify(given) ?? 'nothing'} is no amount`, () => {
    assert.throws(() => parseMoney(given), { code: 'E_INPUT' });
  });
}

test('every cent up to a thousand comes back as it went in', () => {
  for (let minor = -100_000; minor <= 100_000; minor++) {
    assert.equal(parseMoney(moneyText(minor)), minor);
    assert.ok(Object.is(parseMoney(moneyNumber(minor)), minor));
  }
});

test('JSON shows the shortest decimal', () => {
  assert.equal(JSON.stringify([1550, 1500, 10, -5, 435].map(moneyNumber)), '[15.5,15,0.1,-0.05,4.35]');
});

test('currencies with other minor units get theirs, or refuse', () => {
  assert.equal(toCurrencyUnits(1550, 2), 1550);
  assert.equal(toCurrencyUnits(1550, 3), 15_500);
  assert.equal(toCurrencyUnits(1500, 0), 15);
  assert.throws(() => toCurrencyUnits(1550, 0), { code: 'E_INPUT' });
});
