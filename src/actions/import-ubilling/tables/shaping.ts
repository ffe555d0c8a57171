/** Speeds by the clock, and the routers that hold to them. */
import { readSerializedMap } from '../../formats/php-unserialize.ts';
import type { ImportBook } from '../import-book.ts';
import type { StagedRow } from '../staged-row.ts';
import { into, type NewRow, type TableImport } from '../table-import.ts';

const ROUTER_PORT = 8728;

export const shaping: readonly TableImport[] = [
  {
    from: 'dshape_time',
    take: (row, book) => {
      const tariff_id = book.tariffs.get(row.text('tariff'));
      if (tariff_id === undefined) return 'no such tariff';
      const [from_time, to_time] = [timeOf(row.text('threshold1')), timeOf(row.text('threshold2'))];
      if (from_time === undefined || to_time === undefined) return 'its times are none';
      return into('tariff_window', { tariff_id, from_time, to_time, speed_down_kbit: row.number('speed') });
    },
  },
];

/** What a row of `speeds` says of bursts, for the book; the last column's name is spelt so. */
export function burstPart(row: StagedRow): Readonly<Record<string, string>> {
  return {
    burst_down: row.text('burstdownload'),
    burst_up: row.text('burstupload'),
    burst_down_time: row.text('bursttimedownload'),
    burst_up_time: row.text('burstimetupload'),
  };
}

/** A tariff's bursts, when all four numbers are there. */
export function tariffBurst(tariff_id: number, part: Readonly<Record<string, string>> = {}): readonly NewRow[] {
  const number = (name: string): number => Number(part[name]) || 0;
  const burst = {
    down_kbit: number('burst_down'),
    up_kbit: number('burst_up'),
    down_seconds: number('burst_down_time'),
    up_seconds: number('burst_up_time'),
  };
  return Object.values(burst).includes(0) ? [] : into('tariff_burst', { tariff_id, ...burst });
}

/** The login that a row of `nas` holds in its options; none for servers that are no routers. */
export function routerLogin(row: StagedRow, book: ImportBook): readonly NewRow[] {
  if (row.text('nastype') !== 'mikrotik') return [];
  const options = readSerializedMap(Buffer.from(row.text('options'), 'base64'));
  const username = options?.get('username');
  if (options === undefined || !username) {
    book.note('a router without a user name in its options: omnicrm cannot log in there');
    return [];
  }
  const port = Number(options.get('apiport')) || ROUTER_PORT;
  return into('router_login', { nas_id: row.id, username, password: options.get('password') ?? null, port });
}

/** A time of MySQL as HH:MM:SS. */
function timeOf(text: string): string | undefined {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text.trim());
  return parts === null ? undefined : `${parts[1]?.padStart(2, '0')}:${parts[2]}:${parts[3] ?? '00'}`;
}
