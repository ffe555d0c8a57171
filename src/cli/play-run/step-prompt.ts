import { createInterface, type Interface } from 'node:readline';
import { OmnicrmError } from '../../errors.ts';
import type { Io } from '../io.ts';

export type StepIo = Pick<Io, 'stdin' | 'stdinIsTerminal' | 'columns' | 'signal'>;

/** What ansible-playbook ends with when it asks and there is no one to answer. */
const EXIT_CODE = 250;

/** Asks on the terminal before each task (`--step`), in ansible-playbook's words. */
export class StepPrompt {
  readonly #io: StepIo;
  readonly #tell: (text: string) => void;
  #reader: Interface | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(io: StepIo, tell: (text: string) => void) {
    this.#io = io;
    this.#tell = tell;
  }

  /** The answer for `TASK: its name`; anything but y, yes, c and continue is a no. Throws E_USAGE without a terminal. */
  async ask(task: string): Promise<'yes' | 'no' | 'continue'> {
    const question = `Perform task: ${task} (N)o/(y)es/(c)ontinue:`;
    this.#tell(`${question} `);
    const line = await this.#readLine();
    // Interrupted: the task fails by that, and a rescue must run unasked.
    if (this.#io.signal.aborted) return 'continue';
    if (line === undefined) throw unanswered();
    this.#tell(`\n${question} ${'*'.repeat(Math.max(3, Math.max(79, this.#io.columns) - question.length - 1))}\n`);
    return answers.get(line.toLowerCase()) ?? 'no';
  }

  close(): void {
    this.#reader?.close();
  }

  async #readLine(): Promise<string | undefined> {
    const { stdin, stdinIsTerminal, signal } = this.#io;
    if (!stdinIsTerminal || signal.aborted) return undefined;
    this.#reader ??= createInterface({ input: stdin, terminal: false, signal });
    this.#lines ??= this.#reader[Symbol.asyncIterator]();
    const { done, value } = await this.#lines.next();
    return done === true ? undefined : value;
  }
}

const answers: ReadonlyMap<string, 'yes' | 'continue'> = new Map([
  ['y', 'yes'],
  ['yes', 'yes'],
  ['c', 'continue'],
  ['continue', 'continue'],
]);

function unanswered(): OmnicrmError {
  return new OmnicrmError('E_USAGE', '--step asks before each task, and there is no one to answer', {
    hint: 'Run it in a terminal, or leave --step out',
    details: { exitCode: EXIT_CODE },
  });
}
