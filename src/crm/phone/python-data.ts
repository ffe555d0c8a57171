/** Values of an error message, in the order they are told. */
export type PythonData = Readonly<Record<string, string | number | readonly number[]>>;

/** A dict as Python shows it, without its braces: `'exten': '1100', 'context': 'default'`. A list is shown as a tuple. */
export function pythonDict(data: PythonData): string {
  return Object.entries(data)
    .map(([name, value]) => `'${name}': ${pythonValue(value)}`)
    .join(', ');
}

function pythonValue(value: PythonData[string]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  return `(${value.join(', ')}${value.length === 1 ? ',' : ''})`;
}

function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const plain = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + plain.replaceAll(/[\n\r\t]/g, letter => escapes[letter] ?? letter) + quote;
}

const escapes: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };
