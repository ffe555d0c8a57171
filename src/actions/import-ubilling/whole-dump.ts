import { OmnicrmError } from '../../errors.ts';

const HEAD = /^-- (?:MySQL|MariaDB) dump \d/m;
const END = '-- Dump completed';

/** The text of a dump as it comes. Throws E_INPUT at its end when mysqldump began it and did not write its last line. */
export async function* wholeDump(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let head = '';
  let last = '';
  let isComplete = false;
  for await (const piece of pieces) {
    if (head.length < 500) head += piece.slice(0, 500);
    isComplete ||= (last + piece).includes(END);
    last = (last + piece).slice(-END.length);
    yield piece;
  }
  if (isComplete || !HEAD.test(head)) return;
  throw new OmnicrmError('E_INPUT', `the dump breaks off: its last line, '${END}', is not there`);
}
