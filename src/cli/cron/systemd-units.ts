import { wordsOf, type CronJob } from '../../actions/cron/cron-job.ts';
import { calendarsOf } from './on-calendar.ts';
import type { Place } from './place.ts';

/** A service and a timer for each job, by file name. */
export function systemdUnits(
  jobs: readonly CronJob[],
  place: Place,
): readonly (readonly [name: string, text: string])[] {
  const names = new Set<string>();
  return jobs.flatMap(job => {
    const name = unitName(job.name, names);
    return [[`${name}.service`, serviceText(job, place)] as const, [`${name}.timer`, timerText(job)] as const];
  });
}

function serviceText(job: CronJob, { command, home }: Place): string {
  const overlap = job.overlap === undefined ? [] : ['--overlap', job.overlap];
  const words = [...command, 'action', wordsOf(job), '--errors-only', ...overlap];
  return `[Unit]
Description=omnicrm ${job.name}

[Service]
Type=oneshot
Environment=${unitWord(`OMNICRM_HOME=${home}`)}
ExecStart=${words.map(unitWord).join(' ')}
`;
}

/** A persistent timer starts at once when its time has passed while the machine was off: one run, as `missed: once` says. */
function timerText(job: CronJob): string {
  return `[Unit]
Description=omnicrm ${job.name}

[Timer]
${calendarsOf(job.schedule)
  .map(calendar => `OnCalendar=${calendar}`)
  .join('\n')}
Persistent=${job.missed === 'skip' ? 'false' : 'true'}
AccuracySec=1s

[Install]
WantedBy=timers.target
`;
}

function unitName(name: string, taken: Set<string>): string {
  const base = `omnicrm-${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`;
  let unit = base;
  for (let number = 2; taken.has(unit); number++) unit = `${base}-${number}`;
  taken.add(unit);
  return unit;
}

/** In units `%` begins a specifier, and `$` a variable. */
function unitWord(word: string): string {
  const text = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w./:=,+&%-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
