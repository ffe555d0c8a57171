import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { flagArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { backupCrontab } from './backup-crontab.ts';
import { openCrontab, type Crontab } from './crontab.ts';
import { envNames, isBlank, jobNames, linesOf, textOf } from './crontab-lines.ts';
import { editEnv } from './edit-env.ts';
import { editJob } from './edit-job.ts';

const TIMES = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** `ansible.builtin.cron`: one job or variable of a user's crontab, or of a file such as those of /etc/cron.d. */
export const cron: Module = {
  name: 'cron',
  spec: {
    name: { type: 'str', required: true },
    user: { type: 'str' },
    job: { type: 'str', aliases: ['value'] },
    cron_file: { type: 'path' },
    state: { type: 'str', default: 'present', choices: ['present', 'absent'] },
    backup: { type: 'bool', default: false },
    minute: { type: 'str', default: '*' },
    hour: { type: 'str', default: '*' },
    day: { type: 'str', default: '*', aliases: ['dom'] },
    month: { type: 'str', default: '*' },
    weekday: { type: 'str', default: '*', aliases: ['dow'] },
    special_time: {
      type: 'str',
      choices: ['reboot', 'yearly', 'annually', 'monthly', 'weekly', 'daily', 'hourly'],
    },
    disabled: { type: 'bool', default: false },
    env: { type: 'bool', default: false },
    insertafter: { type: 'str' },
    insertbefore: { type: 'str' },
  },
  rules: { mutuallyExclusive: [['insertafter', 'insertbefore']] },
  run: (args, context) => reportingProblems(() => runCron(args, context)),
};

async function runCron(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  checkArguments(args, context);
  const crontab = await openCrontab(args, context);
  const before = linesOf(crontab.text);
  const after = flagArgument(args, 'env') ? editEnv(before, args) : editJob(before, args, crontab.isFile);
  if (removesFile(crontab, before, after, args)) return removeFile(crontab, args, context);
  const changed = before.join('\n') !== after.join('\n') || /[^\r\n]$/.test(crontab.text);
  const text = textOf(after);
  const backup = changed ? backupCrontab(before, args, context) : {};
  if (changed && !context.check) await crontab.save(text);
  return {
    changed,
    jobs: jobNames(after),
    envs: envNames(after),
    ...(changed && context.diff ? { diff: diffOf(crontab, text, crontab.header) } : {}),
    ...backup,
    ...(crontab.isFile ? { cron_file: args['cron_file'] } : {}),
  };
}

function checkArguments(args: ModuleArguments, context: ModuleContext): void {
  const file = optionalText(args, 'cron_file');
  if (file === '/etc/crontab') throw new FileProblem('Will not manage /etc/crontab via cron_file, see documentation.');
  if (file !== null && !/(^|\/)[A-Z0-9_-]+$/i.test(file))
    context.warn(`cron may pass over the file ${file}: its name should hold only letters, digits, _ and -`);
  if (optionalText(args, 'special_time') !== null && TIMES.some(name => args[name] !== '*'))
    throw new FileProblem('You cannot combine special_time with any of the time or day/date parameters.');
  if (args['state'] === 'present') checkInstalled(args, context);
}

function checkInstalled(args: ModuleArguments, context: ModuleContext): void {
  const [job, user] = [optionalText(args, 'job'), optionalText(args, 'user')];
  if (args['cron_file'] !== null && (user ?? '') === '')
    throw new FileProblem('To use cron_file=... parameter you must specify user=... as well');
  if (job === null) throw new FileProblem("You must specify 'job' to install a new cron job or variable");
  const env = flagArgument(args, 'env');
  if (!env && (args['insertafter'] !== null || args['insertbefore'] !== null))
    throw new FileProblem('Insertafter and insertbefore parameters are valid only with env=yes');
  if (!env && /[^\r\n][\r\n]+[^\r\n]/.test(job)) context.warn('Job should not contain line breaks');
}

/** A file that loses its last job goes away; one that loses its last variable stays, empty, as Ansible leaves it. */
function removesFile(
  { isFile }: Crontab,
  before: readonly string[],
  after: readonly string[],
  args: ModuleArguments,
): boolean {
  return isFile && !flagArgument(args, 'env') && args['state'] === 'absent' && before !== after && isBlank(after);
}

function removeFile(crontab: Crontab, args: ModuleArguments, context: ModuleContext): ModuleResult {
  const backup = backupCrontab(linesOf(crontab.text), args, context);
  if (!context.check) crontab.remove();
  return {
    changed: true,
    cron_file: textArgument(args, 'cron_file'),
    state: textArgument(args, 'state'),
    diff: context.diff ? diffOf(crontab, '', '/dev/null') : {},
    ...backup,
  };
}

function diffOf(crontab: Crontab, after: string, afterHeader: string): Record<string, string> {
  return { before: crontab.text, before_header: crontab.header, after, after_header: afterHeader };
}
