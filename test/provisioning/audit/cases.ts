import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { damaged, openSound, told, type Damage, type Sound } from './damaged-world.ts';

/** One damage and all that the audit has to say of it. */
export interface Case {
  readonly what: string;
  readonly damage: (at: Damage) => Promise<unknown>;
  /** `rule key`, in the order of the rules; empty where nothing must be found. */
  readonly finds: (at: Damage) => readonly string[];
  /** A word of the first finding's evidence. */
  readonly evidence?: RegExp;
}

export const nothing = (): readonly string[] => [];

/** Runs the cases on one world; each is taken back before the next. */
export function testCases(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    let sound: Sound;
    before(async () => {
      sound = await openSound();
    });
    after(() => sound.close());

    it('finds nothing where all is well', () =>
      damaged(sound, async at => {
        const { findings, unreachable, clean } = await at.audit();
        assert.deepEqual([findings, unreachable, clean], [[], [], true]);
      }));

    for (const { what, damage, finds, evidence } of cases) {
      it(what, () =>
        damaged(sound, async at => {
          await damage(at);
          const report = await at.audit();
          assert.deepEqual(told(report), finds(at));
          if (evidence !== undefined) assert.match(report.findings[0]?.evidence ?? '', evidence);
        }),
      );
    }
  });
}
