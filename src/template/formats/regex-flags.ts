/** Flags of a pattern, or of a part of it. */
export interface RegexFlags {
  readonly ignoreCase?: boolean | undefined;
  readonly multiline?: boolean | undefined;
  readonly dotAll?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly ascii?: boolean | undefined;
}

export const FLAG_LETTERS: Readonly<Record<string, keyof RegexFlags | undefined>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'verbose',
  a: 'ascii',
  u: undefined,
};

/** `flags` with the named letters set or cleared. */
export function withLetters(flags: RegexFlags, letters: string, value: boolean): RegexFlags {
  const changed: Record<string, boolean | undefined> = { ...flags };
  for (const letter of letters) {
    const name = FLAG_LETTERS[letter];
    if (name !== undefined) changed[name] = value;
    else if (value) changed['ascii'] = false;
  }
  return changed;
}
