export interface Grace {
  /** Objects changed less than this long ago may be in the hands of somebody else's run. */
  readonly seconds: number;
  /** When the audit began, milliseconds since 1970: a run that ended since was at work while the backends were read. */
  readonly startedAt: number;
}
