/** The values of an ini file as PHP reads them: comments begin with `;` or `#`, quotes are taken off, words stand for 1 and nothing. */
export function readIni(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([^\s;#[=][^=]*?)\s*=\s*(.*)$/.exec(line);
    if (match?.[1] !== undefined) values[match[1]] = iniValue(match[2] ?? '');
  }
  return values;
}

function iniValue(text: string): string {
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  const plain = text.replace(/\s*;.*$/, '').trim();
  return words.get(plain.toLowerCase()) ?? plain;
}

const words: ReadonlyMap<string, string> = new Map([
  ['true', '1'],
  ['on', '1'],
  ['yes', '1'],
  ['false', ''],
  ['off', ''],
  ['no', ''],
  ['none', ''],
  ['null', ''],
]);
