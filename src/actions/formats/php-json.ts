/** JSON as Ubilling prints it. */

/** What is printed; a map keeps the order of its keys. */
export type Json = string | number | null | readonly Json[] | JsonMap;
export type JsonMap = ReadonlyMap<string, Json>;

/** One line of JSON: slashes and letters beyond ASCII escaped, an empty mapping as `[]`. */
export function phpJson(value: Json): string {
  if (typeof value === 'string') return jsonText(value);
  if (value === null || typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.map(phpJson).join(',')}]`;
  if (value.size === 0) return '[]';
  return `{${[...value].map(([key, item]) => `${jsonText(key)}:${phpJson(item)}`).join(',')}}`;
}

function isList(value: readonly Json[] | JsonMap): value is readonly Json[] {
  return Array.isArray(value);
}

function jsonText(text: string): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
