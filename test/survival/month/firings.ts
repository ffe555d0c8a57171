/** The due times of Ubilling's own crontab lines in some days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayOf } from '../../../src/actions/calendar.ts';
import { dueBetween, schedule } from '../../../src/actions/cron/schedule.ts';
import { packageRoot } from '../../../src/package-root.ts';

export interface DueLine {
  readonly words: string;
  readonly at: Date;
  readonly day: string;
}

/** Schedule and words of each line of examples/crontab that calls the wrapper. */
export function crontabLines(): readonly (readonly [string, string])[] {
  const text = readFileSync(join(packageRoot(), 'examples/crontab'), 'utf8');
  return [...text.matchAll(/^(\S+ \S+ \S+ \S+ \S+)\s+\S*ubapi "([^"]+)"/gm)].map(
    ([, fields = '', words = '']) => [fields, words] as const,
  );
}

/** All of them in their order, but of each line at most so many a day: lines of every two minutes say little more. */
export async function dueLines(from: string, days: number, mostPerDay: number): Promise<readonly DueLine[]> {
  const due: DueLine[] = [];
  for (const [fields, words] of crontabLines()) {
    const times = await schedule(fields);
    for (let day = from; day < addDays(from, days); day = addDays(day, 1)) {
      const begin = new Date(new Date(`${day}T00:00:00`).getTime() - 1);
      const all = dueBetween(times, begin, new Date(new Date(`${addDays(day, 1)}T00:00:00`).getTime() - 1));
      const step = Math.max(1, Math.ceil(all.length / mostPerDay));
      for (let at = 0; at < all.length; at += step) due.push({ words, at: all[at]!, day: dayOf(all[at]!) });
    }
  }
  return due.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
