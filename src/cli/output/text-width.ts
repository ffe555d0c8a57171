/** Columns a text takes on a terminal: wide East Asian signs take two, combining marks none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width;
}

/** The text cut to `columns`, with an ellipsis where something was lost. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const sign of text) {
    width += signWidth(sign);
    if (width > columns - 1) break;
    cut += sign;
  }
  return `${cut}…`;
}

const COMBINING = /^\p{Mark}$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

function signWidth(sign: string): number {
  if (sign < '\u0300') return 1;
  if (COMBINING.test(sign)) return 0;
  return WIDE.test(sign) ? 2 : 1;
}
