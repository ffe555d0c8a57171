import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';

interface PlayRow {
  readonly name: string;
  readonly title: string;
  readonly tasks: number | null;
  readonly file: string;
  /** Why it cannot be read; null when it can. */
  readonly problem: string | null;
}

/** Every play a product can name, with its title; a broken one is listed with what is wrong. */
export async function listPlayFiles(cli: Cli): Promise<void> {
  const { playsPath } = await cli.config();
  const { findPlay, listPlays } = await import('../../provisioning/find-play.ts');
  const rows = await Promise.all(listPlays(playsPath).map(name => readPlay(name, findPlay(name, playsPath))));
  if (cli.json) return printJson(cli.io, { data: rows });
  const cells = rows.map(row => [row.name, row.tasks, row.problem ?? row.title]);
  if (rows.length > 0) await printTable(cli.io, ['play', 'tasks', 'title'], cells);
}

async function readPlay(name: string, file: string): Promise<PlayRow> {
  const [{ loadPlaybook }, { countTasks }, { playTitle }] = await Promise.all([
    import('../../engine/index.ts'),
    import('../../provisioning/count-tasks.ts'),
    import('../../provisioning/play-title.ts'),
  ]);
  try {
    const playbook = loadPlaybook(file);
    return { name, title: playTitle({ playbook, play: name }), tasks: countTasks(playbook), file, problem: null };
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    const line = error.where === undefined ? '' : ` (line ${error.where.line})`;
    return { name, title: '', tasks: null, file, problem: `${error.message}${line}` };
  }
}
