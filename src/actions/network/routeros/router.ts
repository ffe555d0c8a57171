/** Where a router's API is, and who asks. */
export interface RouterTarget {
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** How long it may be silent, in milliseconds; 10 000 when not given. */
  readonly timeoutMs?: number | undefined;
}

/** What a reply sentence holds: `=name=queue1` is name → queue1. */
export type RouterRow = ReadonlyMap<string, string>;

/** A conversation with one router, one question at a time. */
export interface Router {
  /**
   * Sends a command with its words (`=.id=*1`, `?name=alice`) and gives its rows; the last one is that of `!done`.
   * Throws E_DECLINED when the router refuses, E_BACKEND_DOWN when it does not answer, the signal's reason when that came first.
   */
  ask(command: string, words?: readonly string[]): Promise<readonly RouterRow[]>;
  close(): void;
}
