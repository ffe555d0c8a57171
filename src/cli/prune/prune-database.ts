import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';

export interface PruneCommandOptions {
  readonly keep: readonly string[];
  readonly dryRun?: boolean;
}

/** Prunes and tells how much it was. */
export async function pruneDatabase(cli: Cli, { keep, dryRun = false }: PruneCommandOptions): Promise<void> {
  const [{ prune }, { pruneRules }] = await Promise.all([
    import('../../crm/prune/prune.ts'),
    import('../../crm/prune/prune-rules.ts'),
  ]);
  const days = daysOf(keep, Object.keys(pruneRules));
  await withDatabase(cli, async db => {
    const removed = await prune(db, { days, dryRun });
    if (cli.json) return printJson(cli.io, { dry_run: dryRun, removed });
    if (cli.quiet && !dryRun) return undefined;
    const rows = Object.entries(removed).map(([name, count]) => [name, count, pruneRules[name]?.summary]);
    return printTable(cli.io, ['kind', dryRun ? 'would go' : 'removed', 'what'], rows);
  });
}

function daysOf(keep: readonly string[], kinds: readonly string[]): Record<string, number> {
  const days: Record<string, number> = {};
  for (const pair of keep) {
    const [, kind = '', number] = /^(\w+)=(\d{1,5})$/.exec(pair) ?? [];
    if (kind !== 'all' && !kinds.includes(kind)) {
      throw new OmnicrmError('E_USAGE', `--keep takes kind=days, not '${pair}'`, {
        hint: `kinds: all, ${kinds.join(', ')}`,
      });
    }
    for (const name of kind === 'all' ? kinds : [kind]) days[name] = Number(number);
  }
  return days;
}
