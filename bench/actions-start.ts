import { makeBed, omnicrm } from './actions-bed.ts';
import { costOfCommand, inTurn, printCost, printRatio } from './measure.ts';

const ROUNDS = 20;

/** What every line of a crontab costs at least: an action with nothing to do, against an empty Node program. */
export async function actionStartUp(): Promise<void> {
  const bed = await makeBed('alter: {POLICEDOG_ENABLED: 1}\n');
  try {
    const [ours, floor] = await inTurn(
      ROUNDS,
      () => costOfCommand([...omnicrm, 'action', 'policedog'], bed.env),
      () => costOfCommand([process.execPath, '-e', '0']),
    );
    printCost('omnicrm action policedog', ours);
    printCost('node -e 0', floor);
    printRatio('against floor', floor, ours, 'none');
  } finally {
    await bed.close();
  }
}
