/** Fixtures of rules: a folder a rule with bad.yaml, whose lines say `# <- RULE` where that is found, and good.yaml. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.ts';

export interface Fixture {
  readonly rule: string;
  readonly file: string;
  /** `line rule`, in the order of lines. */
  readonly expected: readonly string[];
}

/** Every fixture of a floor's rules; good ones expect nothing. */
export function fixturesOf(floor: 'engine' | 'provisioning'): Fixture[] {
  const folder = join(packageRoot(), 'test', floor, 'lint/fixtures');
  return readdirSync(folder).flatMap(rule =>
    ['bad.yaml', 'good.yaml'].map(name => {
      const file = join(folder, rule, name);
      return { rule, file, expected: expectedIn(readFileSync(file, 'utf8')) };
    }),
  );
}

function expectedIn(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rule = /# <- ([\w-]+)$/.exec(line)?.[1];
    return rule === undefined ? [] : [`${index + 1} ${rule}`];
  });
}
