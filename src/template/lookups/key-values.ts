/** What stands in a term such as `name key=value other="a b"`. */
export interface KeyValues {
  /** The words that are no pair, joined by blanks. */
  readonly free: string;
  readonly pairs: ReadonlyMap<string, string>;
}

/** Splits a term at blanks outside of quotes into pairs and free words, as Ansible reads such terms. */
export function parseKeyValues(term: string): KeyValues {
  const free: string[] = [];
  const pairs = new Map<string, string>();
  for (const word of term.match(/(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g) ?? []) {
    const at = word.indexOf('=');
    if (at > 0) pairs.set(word.slice(0, at), unquote(word.slice(at + 1)));
    else free.push(word);
  }
  return { free: free.join(' '), pairs };
}

function unquote(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
