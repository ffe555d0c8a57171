import { readFileSync } from 'node:fs';

/** The text of a file of the system, without blanks around it; undefined where it cannot be read. */
export function readSystemFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The lines of such a file that are not empty; none where it cannot be read. */
export function readLines(path: string): string[] {
  const text = readSystemFile(path) ?? '';
  return text.split('\n').filter(line => line.trim() !== '');
}
