export interface IniEdit {
  /** Null for the lines before the first section. */
  readonly section: string | null;
  readonly option: string | null;
  /** Several give several lines of the option; none a bare option. */
  readonly values: readonly string[];
  readonly present: boolean;
  /** With `present`, other values of the option go; without it they stay beside. */
  readonly exclusive: boolean;
  readonly separator: string;
  /** Whether a commented-out option is brought back to life. */
  readonly modifyInactive: boolean;
}

/** The INI text after the edit, and what was done in the module's words. */
export function editIni(text: string, edit: IniEdit): { text: string; message: string } {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const range = sectionRange(lines, edit.section);
  if (range === null) return edit.present ? newSection(lines, edit) : { text, message: 'OK' };
  if (edit.option === null) return wholeSection(lines, range, text, edit);
  const body = lines.slice(range.start, range.end);
  const edited = edit.present ? withOption(body, edit) : withoutOption(body, edit);
  const after = joined([...lines.slice(0, range.start), ...edited.lines, ...lines.slice(range.end)]);
  return after === text ? { text, message: 'OK' } : { text: after, message: edited.message };
}

function joined(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** The lines of a section without its head. */
function sectionRange(lines: readonly string[], section: string | null): { start: number; end: number } | null {
  const head = section === null ? -1 : lines.findIndex(line => headName(line) === section);
  if (section !== null && head === -1) return null;
  const next = lines.findIndex((line, index) => index > head && headName(line) !== null);
  return { start: head + 1, end: next === -1 ? lines.length : next };
}

function headName(line: string): string | null {
  return /^\s*\[(.*?)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim() ?? null;
}

function newSection(lines: readonly string[], edit: IniEdit): { text: string; message: string } {
  const head = [`[${edit.section}]`];
  const body = edit.option === null ? [] : optionLines(edit);
  const message = edit.option === null ? 'section added' : 'section and option added';
  return { text: joined([...lines, ...head, ...body]), message };
}

function wholeSection(
  lines: readonly string[],
  range: { start: number; end: number },
  text: string,
  edit: IniEdit,
): { text: string; message: string } {
  if (edit.present || edit.section === null) return { text, message: 'OK' };
  return { text: joined([...lines.slice(0, range.start - 1), ...lines.slice(range.end)]), message: 'section removed' };
}

function optionLines({ option, values, separator }: IniEdit): string[] {
  return values.length === 0 ? [option!] : values.map(value => `${option}${separator}${value}`);
}

function withOption(body: readonly string[], edit: IniEdit): { lines: string[]; message: string } {
  const active = indexesOf(body, edit.option!, false);
  const inactive = edit.modifyInactive && active.length === 0 ? indexesOf(body, edit.option!, true).slice(0, 1) : [];
  const places = active.length > 0 ? active : inactive;
  const wanted = optionLines(edit).filter(line => edit.exclusive || !body.includes(line));
  const removed = new Set(edit.exclusive ? places : inactive);
  const kept = body.filter((_, index) => !removed.has(index));
  const at = places.length > 0 && edit.exclusive ? places[0]! : endOf(kept);
  const same = places.length === wanted.length && places.every((place, i) => valueOf(body[place]!) === edit.values[i]);
  if (edit.exclusive && same && active.length > 0) return { lines: [...body], message: 'OK' };
  return {
    lines: [...kept.slice(0, at), ...wanted, ...kept.slice(at)],
    message: places.length > 0 ? 'option changed' : 'option added',
  };
}

function withoutOption(body: readonly string[], edit: IniEdit): { lines: string[]; message: string } {
  const places = new Set(indexesOf(body, edit.option!, false));
  const goes = (line: string, index: number): boolean =>
    places.has(index) && (edit.exclusive || edit.values.includes(valueOf(line) ?? ''));
  return { lines: body.filter((line, index) => !goes(line, index)), message: 'option changed' };
}

function indexesOf(body: readonly string[], option: string, commented: boolean): number[] {
  return body.flatMap((line, index) => (optionOf(line, commented) === option ? [index] : []));
}

function optionOf(line: string, commented: boolean): string | null {
  const pattern = commented ? /^\s*[#;]\s*([^=\s][^=]*?)\s*(?:=|$)/ : /^\s*([^#;=\s][^=]*?)\s*(?:=|$)/;
  return pattern.exec(line)?.[1] ?? null;
}

function valueOf(line: string): string | undefined {
  const equals = line.indexOf('=');
  return equals === -1 ? undefined : line.slice(equals + 1).trim();
}

/** Behind the last line that says something, so that empty lines stay between sections. */
function endOf(lines: readonly string[]): number {
  return lines.findLastIndex(line => line.trim() !== '') + 1;
}
