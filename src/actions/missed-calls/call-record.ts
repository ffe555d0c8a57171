/** One leg of a call. Times are local, `YYYY-MM-DD HH:MM:SS`. */
export interface CallRecord {
  readonly call: string;
  readonly from: string;
  readonly to: string;
  /** The application that the leg ended in: `Queue`. */
  readonly application: string;
  readonly start: string;
  readonly end: string;
  readonly answered: boolean;
  readonly talkSeconds: number;
}

/** A row by Asterisk's names of columns. */
export type Cells = Readonly<Record<string, string>>;

/** A row as a record: some modules of Asterisk write `start` and `end`, others `calldate` and `duration`. */
export function callRecord(cells: Cells): CallRecord {
  const { uniqueid = '', src = '', dst = '', lastapp = '', disposition, billsec, duration } = cells;
  const start = (cells['start'] || cells['calldate'] || '').slice(0, 'YYYY-MM-DD HH:MM:SS'.length);
  return {
    call: uniqueid,
    from: src,
    to: dst,
    application: lastapp,
    start,
    end: cells['end'] || later(start, Number(duration) || 0),
    answered: disposition === 'ANSWERED',
    talkSeconds: Number(billsec) || 0,
  };
}

/** Local time as if it were UTC: no hour is missing or twice. */
function later(start: string, seconds: number): string {
  const moment = Date.parse(`${start.replace(' ', 'T')}Z`) + seconds * 1000;
  return Number.isNaN(moment) ? start : new Date(moment).toISOString().slice(0, start.length).replace('T', ' ');
}
