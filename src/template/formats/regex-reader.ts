import { TemplateError } from '../errors.ts';

/** A pattern read by code points, with the errors of Python's `re`: TemplateError 'value' that names the position. */
export class RegexReader {
  readonly #chars: readonly string[];
  at = 0;

  constructor(pattern: string) {
    this.#chars = Array.from(pattern);
  }

  get atEnd(): boolean {
    return this.at >= this.#chars.length;
  }

  peek(ahead = 0): string | undefined {
    return this.#chars[this.at + ahead];
  }

  next(): string | undefined {
    return this.#chars[this.at++];
  }

  take(text: string): boolean {
    const chars = Array.from(text);
    if (!chars.every((char, index) => this.peek(index) === char)) return false;
    this.at += chars.length;
    return true;
  }

  /** As many characters as match, up to `most`. */
  takeWhile(allowed: RegExp, most = Infinity): string {
    let taken = '';
    while (taken.length < most && !this.atEnd && allowed.test(this.peek()!)) taken += this.next();
    return taken;
  }

  /** The characters up to `end`, which is passed. */
  takeUntil(end: string, what: string): string {
    const start = this.at;
    let taken = '';
    while (!this.atEnd) {
      const char = this.next()!;
      if (char === end) return taken;
      taken += char;
    }
    return this.fail(`missing ${end}, unterminated ${what}`, start);
  }

  fail(message: string, position = this.at): never {
    throw new TemplateError('value', `bad regular expression: ${message} at position ${position}`);
  }
}
