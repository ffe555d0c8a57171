/** The arguments make no request; the task fails with this message. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  /** Whether the result looks like that of a call without an answer (`status: -1`). */
  readonly asNoAnswer: boolean;
  constructor(message: string, asNoAnswer: boolean) {
    super(message);
    this.asNoAnswer = asNoAnswer;
  }
}
