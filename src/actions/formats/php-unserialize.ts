/** Reads the notation of PHP's serialize(), as far as flat maps go. */

/** The texts, numbers and flags of a map, as texts; undefined for anything else, such as a map in a map. */
export function readSerializedMap(octets: Buffer): ReadonlyMap<string, string> | undefined {
  const start = /^a:\d+:\{/.exec(octets.toString('latin1'))?.[0];
  if (start === undefined) return undefined;
  const values: string[] = [];
  let rest = octets.subarray(start.length);
  for (let value = takeScalar(rest); value !== undefined; value = takeScalar(rest)) {
    values.push(value.text);
    rest = rest.subarray(value.end);
  }
  if (rest.toString('latin1') !== '}' || values.length % 2 === 1) return undefined;
  return new Map(pairsOf(values));
}

function* pairsOf(values: readonly string[]): IterableIterator<[string, string]> {
  for (let at = 0; at + 1 < values.length; at += 2) yield [values[at] ?? '', values[at + 1] ?? ''];
}

/** The value that the octets begin with: `s:5:"admin";`, whose length counts octets, `i:1;`, `b:1;`, `d:0.5;` or `N;`. */
function takeScalar(octets: Buffer): { readonly text: string; readonly end: number } | undefined {
  const head = octets.subarray(0, 64).toString('latin1');
  const text = /^s:(\d+):"/.exec(head);
  if (text !== null) {
    const from = text[0].length;
    const to = from + Number(text[1]);
    return { text: octets.subarray(from, to).toString('utf8'), end: to + '";'.length };
  }
  const other = /^(?:[ibd]:([-+.\dE]+)|N);/.exec(head);
  return other === null ? undefined : { text: other[1] ?? '', end: other[0].length };
}
