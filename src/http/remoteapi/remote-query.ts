/** The query string as Ubilling's PHP reads it: the last of a repeated name wins, `name[]` is a list and so no text. */
export interface RemoteQuery {
  readonly texts: Readonly<Record<string, string>>;
  /** Names that came as lists. */
  readonly lists: ReadonlySet<string>;
}

export function readRemoteQuery(url: string): RemoteQuery {
  const at = url.indexOf('?');
  const texts: Record<string, string> = {};
  const lists = new Set<string>();
  for (const [name, value] of new URLSearchParams(at === -1 ? '' : url.slice(at + 1))) {
    const list = /^(.+)\[.*\]$/.exec(name)?.[1];
    if (list !== undefined) lists.add(list);
    else Object.defineProperty(texts, name, { value, enumerable: true, configurable: true });
  }
  return { texts, lists };
}
