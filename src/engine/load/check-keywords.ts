import { didYouMean, type Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Vars } from '../playbook.ts';
import { playError } from './play-error.ts';
import { asDict, asList, asText, kindOf, textEntries } from './tree.ts';

/** Refuses a keyword that may not stand here, at its own place, with the nearest that may. */
export function checkKeywords(
  entries: ReadonlyMap<string, Raw>,
  known: ReadonlySet<string>,
  what: string,
  whereOf: (key: string) => Where,
): void {
  for (const key of entries.keys()) {
    if (known.has(key)) continue;
    throw playError(whereOf(key), `'${key}' is not a valid attribute for a ${what}`, { hint: suggestion(key, known) });
  }
}

/** `Did you mean 'x'?`, or nothing when no known word is near. */
export function suggestion(word: string, known: Iterable<string>): string | undefined {
  const near = didYouMean(word, known);
  return near === undefined ? undefined : `Did you mean '${near}'?`;
}

/** The variables of a `vars:`; a list of mappings is refused as in Ansible 2.19. */
export function varsOf(raw: Raw | undefined, what: string, where: Where): Vars {
  if (raw === undefined || raw === null) return new Map();
  const dict = asDict(raw);
  if (!dict) throw playError(where, `Vars in a ${what} must be specified as a dictionary, not ${kindOf(raw)}`);
  const vars = textEntries(dict);
  for (const name of vars.keys()) {
    if (isVariableName(name)) continue;
    throw playError(where, `Invalid variable name '${name}' in vars of a ${what}`, { exitCode: 1 });
  }
  return vars;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Whether Ansible takes it as the name of a variable: an ASCII identifier. */
export function isVariableName(name: string): boolean {
  return identifier.test(name);
}

/** Tags are text, numbers or lists of them; anything else ends the program with 1, as in Ansible. */
export function checkTags(raw: Raw | undefined, where: Where): void {
  if (raw === undefined) return;
  const fine = asText(raw) !== undefined || asList(raw) !== undefined || typeof raw === 'number';
  if (!fine) throw playError(where, `tags must be specified as a list, not ${kindOf(raw)}`, { exitCode: 1 });
}
