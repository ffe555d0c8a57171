/** The notation of PHP's serialize(), which scripts around Ubilling read. */

/** A text map: `a:1:{s:5:"alice";s:9:"10.0.0.11";}`. Lengths count octets; keys that are whole numbers come as numbers. */
export function serializedMap(map: ReadonlyMap<string, string>): string {
  const items = [...map].map(([key, value]) => serializedKey(key) + serializedText(value));
  return `a:${map.size}:{${items.join('')}}`;
}

/** A list whose members are in that notation already. */
export function serializedList(items: readonly string[]): string {
  return `a:${items.length}:{${items.map((item, index) => `i:${index};${item}`).join('')}}`;
}

function serializedKey(key: string): string {
  return /^(0|-?[1-9]\d{0,17})$/.test(key) ? `i:${key};` : serializedText(key);
}

function serializedText(text: string): string {
  return `s:${Buffer.byteLength(text)}:"${text}";`;
}
