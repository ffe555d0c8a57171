/** The parameters of a query string; the first of a repeated name counts. */
export function readQuery(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URLSearchParams(text)].toReversed());
}
