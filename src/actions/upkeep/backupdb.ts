import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../store/backup/back-up.ts';
import type { ActionContext } from '../action.ts';
import { addDays, dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

const FOLDER = 'backups';

export const backupdb = defineAction({
  name: 'backupdb',
  summary:
    'Write a checked copy of the database into the home’s backups, and remove those older than BACKUPS_MAX_AGE days.',
  // No other program is needed; an option that is there and off still switches backups off, in the original's words.
  gate: options =>
    options.text('MYSQLDUMP_PATH') === undefined || options.isOn('MYSQLDUMP_PATH')
      ? undefined
      : 'Ви пропили важливу опцію: MYSQLDUMP_PATH',
  lock: { overlap: 'skip', busy: 'OK:BACKUPDB ' },
  changes: 'outside',
  run: {
    handler: context => {
      const { config, now } = context;
      const name = `omnicrm-${dateTimeOf(now).replace(' ', '_').replaceAll(':', '_')}.db`;
      mkdirSync(join(config.home, FOLDER), { recursive: true, mode: 0o700 });
      // Two in one second are one: the later takes the name.
      const options = { keyFile: config.sealKeyFile, force: true };
      const facts = backUp(config.databasePath, join(config.home, FOLDER, name), options);
      context.count('bytes', facts.bytes);
      const file = `./${FOLDER}/${name}`;
      context.tell(`BACKUP CREATE \`${file}\``);
      removeOld(context);
      return Promise.resolve(done(`OK:BACKUPDB ${file}`));
    },
  },
});

/** By the day in the file's name; only after a new one was made and checked. */
function removeOld(context: ActionContext): void {
  const days = context.options.digits('BACKUPS_MAX_AGE', 0);
  if (days === 0) return;
  const oldest = addDays(context.today, -days);
  const folder = join(context.config.home, FOLDER);
  for (const file of readdirSync(folder)) {
    const day = /^omnicrm-(\d{4}-\d\d-\d\d)_[\d_]+\.db$/.exec(file)?.[1];
    if (day === undefined || day >= oldest) continue;
    rmSync(join(folder, file));
    context.count('removed');
    context.tell(`BACKUP DELETE \`./${FOLDER}/${file}\``);
  }
}
