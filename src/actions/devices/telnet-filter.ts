/** Commands of telnet (RFC 854). */
const [SE, SB, WILL, WONT, DO, DONT, IAC] = [240, 250, 251, 252, 253, 254, 255];
const [CR, NUL] = [13, 0];

/** Text of a telnet connection: takes the bytes as they come, cut anywhere, and refuses every option that is offered or wanted. */
export class TelnetFilter {
  readonly #answer: (bytes: Buffer) => void;
  #state: 'text' | 'command' | 'option' | 'sub' | 'sub command' = 'text';
  #command = 0;
  #previous = 0;

  constructor(answer: (bytes: Buffer) => void) {
    this.#answer = answer;
  }

  /** The text of these bytes, without what telnet says to itself. */
  take(bytes: Buffer): Buffer {
    return Buffer.from([...bytes].filter(byte => this.#isText(byte)));
  }

  #isText(byte: number): boolean {
    if (this.#state === 'text') return this.#inText(byte);
    if (this.#state === 'command') return this.#inCommand(byte);
    if (this.#state === 'option') this.#refuse(byte);
    else if (this.#state === 'sub') this.#state = byte === IAC ? 'sub command' : 'sub';
    else this.#state = byte === SE ? 'text' : 'sub';
    return false;
  }

  #inText(byte: number): boolean {
    const isPadding = byte === NUL && this.#previous === CR;
    this.#previous = byte;
    if (byte === IAC) this.#state = 'command';
    return byte !== IAC && !isPadding;
  }

  #inCommand(byte: number): boolean {
    this.#command = byte;
    const isOption = byte >= WILL && byte <= DONT;
    this.#state = isOption ? 'option' : byte === SB ? 'sub' : 'text';
    return byte === IAC;
  }

  #refuse(option: number): void {
    this.#state = 'text';
    if (this.#command === WILL) this.#answer(Buffer.from([IAC, DONT, option]));
    if (this.#command === DO) this.#answer(Buffer.from([IAC, WONT, option]));
  }
}

/** A text as telnet sends it: a bare CR is followed by NUL, a byte 255 is said twice. */
export function telnetBytes(text: string): Buffer {
  return Buffer.from([...Buffer.from(text)].flatMap(sent));
}

function sent(byte: number): readonly number[] {
  if (byte === CR) return [CR, NUL];
  return byte === IAC ? [IAC, IAC] : [byte];
}
