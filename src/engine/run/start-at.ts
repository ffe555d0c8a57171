/** `--start-at-task`: tasks are passed over until one has that name (`*` stands for any text). */
export class StartAt {
  pending: boolean;
  readonly #pattern: RegExp | undefined;

  constructor(name: string | undefined) {
    this.pending = name !== undefined;
    const escaped = name
      ?.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    this.#pattern = escaped === undefined ? undefined : new RegExp(`^${escaped}$`, 's');
  }

  matches(...names: readonly string[]): boolean {
    return names.some(name => this.#pattern?.test(name) ?? false);
  }
}
