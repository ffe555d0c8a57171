/** Names, secrets and codes that the phone system draws. */
import { randomInt } from 'node:crypto';
import { OmnicrmError } from '../../errors.ts';
import type { DatabaseTransaction } from '../../store/schema.ts';

const WORD = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 0 and 9 are left out: phones may take them for the operator. */
const CODE = '12345678';
const TRIES = 1000;

/** Eight letters and digits: a SIP username that no line has. */
export function newSipWord(tx: DatabaseTransaction): Promise<string> {
  return free(tx, 'username', drawSipWord);
}

export function drawSipWord(): string {
  return draw(WORD, 8);
}

/** Six digits that no line has. */
export function newProvisioningCode(tx: DatabaseTransaction): Promise<string> {
  return free(tx, 'provisioning_extension', () => draw(CODE, 6));
}

async function free(
  tx: DatabaseTransaction,
  column: 'username' | 'provisioning_extension',
  drawOne: () => string,
): Promise<string> {
  for (let tried = 0; tried < TRIES; tried++) {
    const word = drawOne();
    const taken = tx.selectFrom('pbx_line').select('pbx_line_id').where(column, '=', word);
    if ((await taken.executeTakeFirst()) === undefined) return word;
  }
  throw new OmnicrmError('E_CONFLICT', `no ${column} is left to draw`);
}

function draw(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
