export interface Body {
  readonly content: string | Buffer | null;
  /** Sent unless the task's headers name another. */
  readonly contentType: string | null;
}
