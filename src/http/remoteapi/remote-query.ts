/** The query string as Ubilling's PHP reads it: the last of a repeated name wins, `name[]` is a list and so no text. */
export interface RemoteQuery {
  readonly texts: Readonly<Record<string, string>>;
  /** Names that came as lists. */
  readonly lists: ReadonlySet<string>;
}

export function readRemoteQuery(url: string): RemoteQuery {
  const at = url.indexOf('?');
  const values = new Map<string, string | undefined>();
  for (const [given, value] of new URLSearchParams(at === -1 ? '' : url.slice(at + 1))) {
    const list = /^([^[]+)\[.*\]/s.exec(given)?.[1];
    values.set(list ?? given, list === undefined ? value : undefined);
  }
  const lists = [...values].flatMap(([name, value]) => (value === undefined ? [name] : []));
  const texts = [...values].filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { texts: Object.fromEntries(texts), lists: new Set(lists) };
}
