/** Text order by code point; UTF-16 units order surrogates wrongly against U+E000 and above. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  let i = 0;
  while (i < end && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i === end ? a.length - b.length : codeOrder(a.charCodeAt(i)) - codeOrder(b.charCodeAt(i));
}

function codeOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
