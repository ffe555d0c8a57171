import type { Where } from '../../errors.ts';
import type { NameUse } from './names/name-use.ts';
import type { Script } from './script.ts';

/** What is wrong at one place. */
export interface Problem {
  readonly where: Where;
  readonly message: string;
  /** How to mend this one; the rule's own sentence where it is not told. */
  readonly fix?: string | undefined;
}

/** One rule of `play lint`: a value in a table. */
export interface Rule {
  /** Stable, in kebab-case; what `# noqa: ID` names. */
  readonly id: string;
  readonly summary: string;
  readonly fix: string;
  check(context: LintContext): Iterable<Problem>;
}

export interface LintContext {
  readonly script: Script;
  readonly names: NameUse;
  /** Variables given by `-e`: nothing a play sets replaces them. */
  readonly extraVars: ReadonlySet<string>;
  /** Variables that whoever runs the play always gives, at any level. */
  readonly givenNames: ReadonlySet<string>;
}

export interface Finding extends Problem {
  readonly rule: string;
  readonly fix: string;
}
