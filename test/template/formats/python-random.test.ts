import assert from 'node:assert/strict';
import { it } from 'node:test';
import { toJson } from '../../../src/template/formats/json.ts';
import { PythonRandom } from '../../../src/template/formats/python-random.ts';
import { int } from '../../../src/template/values/integers.ts';
import { Float, type Value } from '../../../src/template/values/types.ts';
import { recorded } from './recorded.ts';

it("draws CPython's random numbers for int and text seeds", () => {
  for (const row of recorded('random')) {
    const [seed] = row;
    assert.ok(typeof seed === 'string' || typeof seed === 'number' || typeof seed === 'bigint');
    assert.equal(toJson([seed, ...draws(new PythonRandom(seed))]), toJson(row));
  }
});

function draws(random: PythonRandom): Value[] {
  return [
    new Float(random.random()),
    int(random.getrandbits(70)),
    int(random.below(89350000000000000001n)),
    random.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9]),
    random.sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 4) ?? null,
    random.sample([...Array(500).keys()], 7) ?? null,
    int(random.randrange(10n, -100n, -7n) ?? 0n),
    random.choice([1, 2, 3]) ?? null,
  ];
}
