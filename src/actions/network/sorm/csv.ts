import { dateTimeOf } from '../../calendar.ts';

export type Cell = string | number | null;

/** Lines of the export: every field in double quotes, semicolons between them. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map(row => `${row.map(quoted).join(';')}\n`).join('');
}

/** A day or a moment as `dd.mm.yyyy HH:MM:SS`, in the time zone of the process; empty for none. */
export function csvMoment(text: string | null): string {
  if (text === null || text === '') return '';
  const moment = new Date(text.length === 10 ? `${text}T00:00:00` : text);
  if (Number.isNaN(moment.getTime())) return '';
  const [day = '', time = ''] = dateTimeOf(moment).split(' ');
  return `${day.split('-').toReversed().join('.')} ${time}`;
}

function quoted(cell: Cell): string {
  return `"${String(cell ?? '').replaceAll('"', '""')}"`;
}
