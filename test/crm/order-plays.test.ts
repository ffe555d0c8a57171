import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePlays, readPlayList } from '../../src/crm/order-plays.ts';

describe('the plays of a product', () => {
  const written: readonly [unknown, string][] = [
    ['play_a', 'play_a'],
    ['play_a, play_b', "['play_a', 'play_b']"],
    ['["play_a", "play_b"]', "['play_a', 'play_b']"],
    ["['play_a', 'play_b',]", "['play_a', 'play_b']"],
    ["['play_a']", 'play_a'],
    [['play_a', 'play_b'], "['play_a', 'play_b']"],
  ];
  for (const [given, stored] of written) {
    it(`are read from ${JSON.stringify(given)}`, () => {
      assert.equal(readPlayList(given), stored);
      assert.equal(readPlayList(stored), stored);
    });
  }

  for (const given of ['', '[]', 'a,,b', 'play a', '../a', "['a', '']", '[a, b]', 7, ['a', 1], null]) {
    it(`are refused as ${JSON.stringify(given)}`, () => {
      assert.throws(() => readPlayList(given), { code: 'E_INPUT' });
    });
  }

  it('are the names in their order', () => {
    assert.deepEqual(parsePlays("['b', 'a', 'b']"), ['b', 'a', 'b']);
  });
});
