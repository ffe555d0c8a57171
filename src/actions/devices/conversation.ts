import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceFault, DeviceLine } from './device-line.ts';
import { plainText } from './plain-text.ts';

/** The longest output of one command, in characters; a device that says more is broken. */
const MOST = 16 * 1024 * 1024;
/** How much of the end is looked at for a prompt. */
const TAIL = 1000;
const QUIET_MS = 100;

/** What a device said until one of the patterns: which, and all that stood before it. */
export interface Answer<Name extends string> {
  readonly name: Name;
  readonly before: string;
  /** The words that matched. */
  readonly words: string;
}

/** Says something to a device and listens until it waits again. */
export class Conversation {
  readonly #line: DeviceLine;
  readonly #fault: DeviceFault;
  #heard = '';
  #next: Promise<IteratorResult<string, unknown>> | undefined;

  constructor(line: DeviceLine, fault: DeviceFault) {
    this.#line = line;
    this.#fault = fault;
  }

  say(words: string): void {
    this.#line.write(`${words}\r`);
  }

  /** A key alone. */
  press(key: string): void {
    this.#line.write(key);
  }

  /** Listens until one of the patterns stands at the end of the last line. Throws the fault when the device hangs up. */
  async until<Name extends string>(patterns: Readonly<Record<Name, RegExp | undefined>>): Promise<Answer<Name>> {
    for (;;) {
      const answer = this.#find(patterns);
      if (answer !== undefined) return answer;
      await this.#listen();
    }
  }

  /** Forgets what comes until the device is quiet: some draw their prompt twice. */
  async settle(): Promise<void> {
    while (await this.#isSpeaking()) await this.#listen();
    this.#heard = '';
  }

  async #isSpeaking(): Promise<boolean> {
    this.#next ??= this.#line.said.next();
    return Promise.race([this.#next.then(() => true), delay(QUIET_MS, false)]);
  }

  async #listen(): Promise<void> {
    const { done, value } = await (this.#next ?? this.#line.said.next());
    this.#next = undefined;
    if (done === true) throw this.#fault('hung up');
    this.#heard += value;
    if (this.#heard.length > MOST) throw this.#fault(`says more than ${MOST} characters`);
  }

  #find<Name extends string>(patterns: Readonly<Record<Name, RegExp | undefined>>): Answer<Name> | undefined {
    const start = Math.max(0, this.#heard.length - TAIL, this.#heard.lastIndexOf('\n') + 1);
    const last = plainText(this.#heard.slice(start));
    for (const [name, pattern] of Object.entries<RegExp | undefined>(patterns)) {
      const words = pattern?.exec(last)?.[0];
      if (words === undefined) continue;
      const before = this.#heard.slice(0, start) + last.slice(0, last.length - words.length);
      this.#heard = '';
      return { name: name as Name, before, words };
    }
    return undefined;
  }
}
