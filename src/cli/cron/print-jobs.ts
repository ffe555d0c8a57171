import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { crontabText } from './crontab-text.ts';
import { requireJobs } from './open-cron.ts';
import type { Place } from './place.ts';
import { systemdUnits } from './systemd-units.ts';

export async function printJobs(cli: Cli, systemd: boolean): Promise<void> {
  const jobs = await requireJobs(cli);
  const { home } = await cli.config();
  const place: Place = { command: [process.execPath, join(packageRoot(), 'bin/omnicrm.js')], home };
  if (!systemd) {
    const text = crontabText(jobs, place);
    return cli.json ? printJson(cli.io, { crontab: text }) : cli.io.out(text);
  }
  const units = systemdUnits(jobs, place);
  if (cli.json) return printJson(cli.io, { units: Object.fromEntries(units) });
  for (const [name, text] of units) cli.io.out(`# /etc/systemd/system/${name}\n${text}\n`);
}
