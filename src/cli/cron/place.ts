/** Where the program and its data are, as cron and systemd must be told. */
export interface Place {
  /** Words that start omnicrm from an empty environment. */
  readonly command: readonly string[];
  readonly home: string;
}
