import { OmnicrmError } from '../../errors.ts';

/** An action and its parameters. */
export interface ActionWords {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * `reset --param alice`, `reset --param=alice`, or all in one word as Ubilling's wrapper takes it: `reset&param=alice`. Throws
 * E_USAGE for words that are neither.
 */
export function readActionWords(words: readonly string[]): ActionWords {
  const [first, ...rest] = words;
  if (first === undefined || first.startsWith('-')) {
    throw new OmnicrmError('E_USAGE', 'an action is wanted', { hint: 'omnicrm action list shows what there is.' });
  }
  const { action: name = first, ...params } = Object.fromEntries(new URLSearchParams(`action=${first}`));
  return { name, params: { ...params, ...optionPairs(rest) } };
}

function optionPairs(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const match = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word);
    if (match?.[1] === undefined) {
      throw new OmnicrmError('E_USAGE', `'${word}' is no parameter`, { hint: 'write it as --name value' });
    }
    const value = match[2] ?? words[++at];
    if (value === undefined) throw new OmnicrmError('E_USAGE', `${word} has no value`);
    pairs[match[1]] = value;
  }
  return pairs;
}
