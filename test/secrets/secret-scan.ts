/** Looks for secrets where none may be: in files and in output, as they are, in base64, in hex, in a URL or in JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Finding {
  /** Name of the file or output. */
  readonly where: string;
  readonly secret: string;
  readonly form: string;
  /** What stands around it. */
  readonly excerpt: string;
}

/** Every place of the secrets in a text. `where` names it in the finding. */
export function scanText(where: string, text: string, secrets: readonly string[]): Finding[] {
  const searched = text.toLowerCase();
  return secrets.flatMap(secret =>
    [...formsOf(secret)].flatMap(([form, sought]) => {
      const at = searched.indexOf(sought.toLowerCase());
      return at === -1 ? [] : [{ where, secret, form, excerpt: text.slice(Math.max(0, at - 80), at + 80) }];
    }),
  );
}

/** The same in every file under a folder, databases and their logs included; `except` are names of files left out. */
export function scanFolder(folder: string, secrets: readonly string[], except: readonly string[] = []): Finding[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && !except.includes(entry.name));
  return files.flatMap(({ parentPath, name }) => {
    const file = join(parentPath, name);
    return scanText(relative(folder, file), readFileSync(file, 'latin1'), secrets);
  });
}

/** By the name of the form; written for itself, so that it does not share the redactor's mistakes. */
function formsOf(secret: string): ReadonlyMap<string, string> {
  const base64 = (before: string): string => {
    // Whole groups of three bytes only: the last letters would tell of what stands behind.
    const bytes = Buffer.from(before + secret);
    const text = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return before === '' ? text : text.slice(4);
  };
  return new Map([
    ['as it is', Buffer.from(secret).toString('latin1')],
    ['base64', base64('')],
    ['base64 behind one byte', base64('x')],
    ['base64 behind two bytes', base64('xx')],
    ['base64url', base64('').replaceAll('+', '-').replaceAll('/', '_')],
    ['hex', Buffer.from(secret).toString('hex')],
    ['URL', encodeURIComponent(secret)],
    ['form', new URLSearchParams([['', secret]]).toString().slice(1)],
    ['JSON', Buffer.from(JSON.stringify(secret).slice(1, -1)).toString('latin1')],
  ]);
}
