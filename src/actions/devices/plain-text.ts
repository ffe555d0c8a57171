/** Escape sequences of terminals: colours, cursor moves, titles. */
const ESCAPE = new RegExp(String.raw`\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[()][A-Z0-9]|[=>A-Z])`, 'g');

/** What a terminal would show of a text: without escapes, overprinting done, lines ended by \n. */
export function plainText(raw: string): string {
  return raw
    .replaceAll(ESCAPE, '')
    .split(/\r*\n/)
    .map(line => (/[\r\b]/.test(line) ? overprinted(line) : line))
    .join('\n');
}

/** A pager wipes its line out by going back over it. */
function overprinted(line: string): string {
  const shown: string[] = [];
  let at = 0;
  for (const letter of line) {
    if (letter === '\r') at = 0;
    else if (letter === '\b') at = Math.max(0, at - 1);
    else shown[at++] = letter;
  }
  return shown.join('').trimEnd();
}
