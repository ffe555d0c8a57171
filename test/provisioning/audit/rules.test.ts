/** Every rule: a damage that it has to find, and one that it must not take for one. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditRules } from '../../../src/provisioning/audit/rules/index.ts';
import type { Case } from './cases.ts';
import { crmCases } from './crm-cases.ts';
import { damaged, openSound, type Sound, told } from './damaged-world.ts';
import { hssCases } from './hss-cases.ts';
import { moneyCases } from './money-cases.ts';
import { ocsCases } from './ocs-cases.ts';
import { pbxCases } from './pbx-cases.ts';

const groups: Readonly<Record<string, readonly Case[]>> = {
  'the charging system': ocsCases,
  'the HSS nodes': hssCases,
  'the CRM and its texts': crmCases,
  money: moneyCases,
  'the phone system': pbxCases,
};

let sound: Sound;
before(async () => {
  sound = await openSound();
});
after(() => sound.close());

it('finds nothing where all is well', () =>
  damaged(sound, async at => {
    const { findings, notes, unreachable, clean } = await at.audit();
    assert.deepEqual([findings, notes, unreachable, clean], [[], [], [], true]);
  }));

for (const [title, cases] of Object.entries(groups)) {
  describe(`audit of ${title}`, () => {
    for (const one of cases) it(one.what, () => damaged(sound, at => check(at, one)));
  });
}

async function check(at: Parameters<Parameters<typeof damaged>[1]>[0], one: Case): Promise<void> {
  await one.damage(at);
  const { findings, notes } = await at.audit();
  assert.deepEqual(told(findings), one.finds(at));
  assert.deepEqual(told(notes), one.notes ?? []);
  if (one.evidence !== undefined) assert.match(findings[0]?.evidence ?? '', one.evidence);
}

it('has a case for every rule', () => {
  const titles = Object.values(groups).flatMap(cases => cases.map(({ what }) => what));
  const untried = auditRules.filter(({ id }) => !titles.some(title => title.includes(id)));
  assert.deepEqual(
    untried.map(rule => rule.id),
    [],
  );
});
