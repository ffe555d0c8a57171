/** The lines of a crontab, and the marks by which Ansible knows its own among them. */

/** The comment on the line before a job of this name. */
export function markOf(name: string): string {
  return `${MARK}${name}`;
}

const MARK = '#Ansible: ';

/** The name a mark gives, undefined for any other line. */
export function markedName(line: string): string | undefined {
  return line.startsWith(MARK) ? line.slice(MARK.length) : undefined;
}

export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The text of the lines; one line end at its end, none where there is nothing. */
export function textOf(lines: readonly string[]): string {
  const text = lines.join('\n');
  return text === '' ? '' : `${text.replace(/[\r\n]+$/, '')}\n`;
}

export function jobNames(lines: readonly string[]): string[] {
  return lines.map(markedName).filter(name => name !== undefined);
}

export function envNames(lines: readonly string[]): string[] {
  return lines.filter(line => /^\S+=/.test(line)).map(line => line.slice(0, line.indexOf('=')));
}

export function isBlank(lines: readonly string[]): boolean {
  return lines.every(line => line.trim() === '');
}
