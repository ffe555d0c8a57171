import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from './differences.ts';
import { hasProgram } from './network/has-program.ts';
import { isBuilt, replay } from './replay/replay.ts';
import { type Scenario, scenarios } from './replay/transcript.ts';

const requestsOf = (scenario: Scenario): readonly string[] =>
  scenario.steps.flatMap(({ request }) => (request === undefined ? [] : [request]));
const built = scenarios.filter(scenario => requestsOf(scenario).some(request => isBuilt(scenario, request)));

/** Actions that ask devices by ICMP: the program fping does. */
const PINGING = /action=(?:swping|fastping|swpoll|nasmon)\b/;
const withoutFping = hasProgram('fping') ? false : 'fping is not installed';

for (const scenario of built) {
  const skip = requestsOf(scenario).some(request => PINGING.test(request)) && withoutFping;
  test(`the original's ${scenario.id}`, { skip }, async t => {
    const steps = await replay(t, scenario);
    for (const { index, request, step, recorded, reply, change } of steps) {
      const difference = differences[scenario.id]?.[index];
      const place = `${index}: ${request}`;
      assert.equal(withoutTimes(reply), withoutTimes(difference?.reply ?? step.body ?? ''), place);
      if (step.db_changes !== undefined) assert.deepEqual(change, difference?.change ?? recorded, place);
      if (difference !== undefined)
        assert.notDeepEqual([reply, change], [step.body, recorded], `${place} differs no more`);
    }
  });
}

/** Moments in replies are those of the recording. */
function withoutTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\d[ _]\d\d:\d\d:\d\d/g, '<moment>');
}

test('differences are of steps that were recorded, and say why', () => {
  for (const [id, steps] of Object.entries(differences)) {
    const scenario = scenarios.find(one => one.id === id);
    for (const [index, { why }] of Object.entries(steps)) {
      const request = scenario?.steps[Number(index)]?.request;
      assert.ok(request !== undefined, `${id} ${index}`);
      assert.ok(why.length > 10);
    }
  }
});

test('how much of the recordings is replayed', t => {
  const all = scenarios.flatMap(requestsOf).length;
  const replayed = built.flatMap(scenario => requestsOf(scenario).filter(request => isBuilt(scenario, request))).length;
  const open = scenarios.filter(scenario => !built.includes(scenario)).map(({ id }) => id);
  t.diagnostic(`${replayed} of ${all} requests; not yet built: ${open.join(', ')}`);
  assert.ok(replayed > 0);
});
