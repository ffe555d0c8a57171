const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where the `{{ … }}` that begins at `start` ends, past its braces and past `}}` in texts and dicts within; the text's end when it never does. */
export function templateEnd(text: string, start: number): number {
  const open: string[] = [];
  for (let at = start + 2; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"' || char === "'") at = quoteEnd(text, at);
    else if (CLOSING[char] !== undefined) open.push(CLOSING[char]);
    else if (open.length === 0 && text.startsWith('}}', at)) return at + 2;
    else if (char === open.at(-1)) open.pop();
  }
  return text.length;
}

function quoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at;
  }
  return text.length;
}
