/** Rows of fields of a CSV text as Python's csv reads them: fields may be quoted, a doubled quote is one. Empty rows are left out. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const [field, after] = rest.startsWith('"') ? quotedField(rest, delimiter) : plainField(rest, delimiter);
    rows.at(-1)!.push(field);
    const end = /^\r?\n|^\r/.exec(after);
    if (end !== null) rows.push([]);
    else if (after === delimiter) rows.at(-1)!.push('');
    rest = after.slice(end?.[0].length ?? delimiter.length);
  }
  return rows.filter(row => row.length > 1 || (row[0] ?? '') !== '');
}

function plainField(text: string, delimiter: string): [field: string, rest: string] {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const at = line.indexOf(delimiter);
  const end = at < 0 ? line.length : at;
  return [text.slice(0, end), text.slice(end)];
}

function quotedField(text: string, delimiter: string): [field: string, rest: string] {
  const quoted = /^"((?:[^"]|"")*)"?/.exec(text)!;
  const [tail, rest] = plainField(text.slice(quoted[0].length), delimiter);
  return [quoted[1]!.replaceAll('""', '"') + tail, rest];
}
