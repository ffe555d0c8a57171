import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { OmnicrmError } from '../../errors.ts';
import type { Io } from '../io.ts';

/** Asks on the terminal for a text that must not be seen: nothing of what is typed is shown. Throws E_USAGE when left. */
export async function askSecret(io: Pick<Io, 'stdin' | 'err'>, question: string): Promise<string> {
  io.err(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: io.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('close', () => reject(new OmnicrmError('E_USAGE', 'no password was given')));
    });
  } finally {
    reader.close();
    io.err('\n');
  }
}
