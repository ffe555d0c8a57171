import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addSwitches, loopbackAddresses, makeBed, omnicrm } from './actions-bed.ts';
import { costOfCommand, inTurn, printCost, printRatio } from './measure.ts';

const ROUNDS = 5;
const SWITCHES = 1000;

/** `omnicrm action swping` of a thousand switches against fping alone, with the same options. */
export async function swpingAgainstFping(): Promise<void> {
  const bed = await makeBed();
  try {
    const addresses = loopbackAddresses(SWITCHES);
    await addSwitches(bed, addresses, 'bridge');
    const list = join(bed.home, 'list');
    writeFileSync(list, `${addresses.join('\n')}\n`);
    const [ours, floor] = await inTurn(
      ROUNDS,
      () => costOfCommand([...omnicrm, 'action', 'swping'], bed.env),
      () => costOfCommand(['sh', '-c', 'fping -r 2 -t 500 -i 1 < "$1"', 'sh', list]),
    );
    printCost(`omnicrm action swping, ${SWITCHES} switches`, ours);
    printCost('fping alone', floor);
    printRatio('against floor', floor, ours, '≤ 1.3 wall');
  } finally {
    await bed.close();
  }
}
