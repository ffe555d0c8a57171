/** What makes YAML text unreadable, and the character where; each loader turns it into its own kind of error. */
export class YamlProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
