import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { costOfCommand, inTurn, printCost, printRatio } from './measure.ts';

const ROUNDS = 20;

/** Start-up of what cron and shells call most, against an empty Node program. */
export async function startUp(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-bench-'));
  const omnicrm = [process.execPath, join(packageRoot(), 'bin/omnicrm.js')];
  const env = { OMNICRM_HOME: home };
  try {
    await costOfCommand([...omnicrm, 'init', '--demo'], env);
    for (const words of [['--version'], ['status']]) {
      const [ours, floor] = await inTurn(
        ROUNDS,
        () => costOfCommand([...omnicrm, ...words], env),
        () => costOfCommand([process.execPath, '-e', '0']),
      );
      printCost(`omnicrm ${words.join(' ')}`, ours);
      printCost('node -e 0', floor);
      printRatio('against floor', floor, ours, '≤ 2 CPU');
    }
  } finally {
    rmSync(home, { recursive: true });
  }
}
