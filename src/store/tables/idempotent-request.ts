/** A request that made a row under an Idempotency-Key; written with the row, so a repetition finds both or neither. */
export interface IdempotentRequestTable {
  /** `run-7` or `user-1`: keys of different senders have nothing to do with each other. */
  sender: string;
  idempotency_key: string;
  /** SHA-256 of what was asked for. */
  digest: string;
  /** What was made: `service`, `transaction`, … */
  object: string;
  object_id: number;
  created: string;
}
