import { wordsOf, type CronJob } from '../../actions/cron/cron-job.ts';
import type { Place } from './place.ts';

/** How often cron looks for what was missed. */
const CATCH_UP = '*/10 * * * *';

/** A crontab (the kind that `crontab FILE` takes) with the effect of `cron run`: quiet unless something fails. */
export function crontabText(jobs: readonly CronJob[], { command, home }: Place): string {
  const program = command.map(shellWord).join(' ');
  const lines = jobs.map(job => {
    const overlap = job.overlap === undefined ? [] : ['--overlap', job.overlap];
    return `${job.schedule} ${cronText([program, 'action', shellWord(wordsOf(job)), '--errors-only', ...overlap])}`;
  });
  const catchesUp = jobs.some(job => job.missed !== 'skip');
  return [
    `OMNICRM_HOME=${home}`,
    ...lines,
    ...(catchesUp ? [`${CATCH_UP} ${cronText([program, 'cron', 'catch-up'])} >/dev/null`] : []),
    '',
  ].join('\n');
}

/** One word for sh. */
export function shellWord(word: string): string {
  return /^[\w./:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** cron ends a command at a percent sign that has no backslash. */
function cronText(words: readonly string[]): string {
  return words.join(' ').replaceAll('%', String.raw`\%`);
}
