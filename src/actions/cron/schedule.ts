/** When a schedule is due, as croner reads it: five fields, local time. */

export interface Schedule {
  /** The first due time after a moment; null when there is none any more. */
  next(after: Date): Date | null;
}

/** Throws what croner says of a text that is no schedule. */
export async function schedule(fields: string): Promise<Schedule> {
  const { Cron } = await import('croner');
  const cron = new Cron(fields, { paused: true, mode: '5-part' });
  return { next: after => cron.nextRun(after) };
}

/** The due times after one moment and up to another; only the newest when there are very many. */
export function dueBetween(times: Schedule, after: Date, upTo: Date): readonly Date[] {
  const due: Date[] = [];
  for (let time = times.next(after); time !== null && time <= upTo; time = times.next(time)) {
    due.push(time);
    if (due.length > 2 * MOST) due.splice(0, MOST);
  }
  return due.slice(-MOST);
}

const MOST = 5000;
