const ESCAPE = '\u001b[';

/** As much of a terminal as the live progress uses: lines, cursor up, erase line. */
export class Screen {
  readonly lines: string[] = [''];
  #row = 0;

  write(text: string): void {
    for (const part of text.replaceAll(ESCAPE, '\r').split(/(\n|\r1A|\r2K)/)) this.#apply(part);
  }

  text(): string {
    return this.lines.slice(0, -1).join('\n');
  }

  #apply(part: string): void {
    if (part === '\n') this.#newLine();
    else if (part === '\r1A') this.#row -= 1;
    else if (part === '\r2K') this.lines[this.#row] = '';
    else if (part !== '') this.lines[this.#row] += part;
  }

  #newLine(): void {
    this.#row += 1;
    this.lines[this.#row] ??= '';
  }
}
