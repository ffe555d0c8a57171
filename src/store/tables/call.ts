import type { Generated } from 'kysely';

/** A call that the phone system asked about. */
export interface CallTable {
  call_id: Generated<number>;
  number: string;
  /** Who called; empty when unknown. */
  login: Generated<string>;
  created: string;
}

/** Somebody wants to be called. */
export interface CallbackRequestTable {
  callback_request_id: Generated<number>;
  /** Digits only. */
  number: string;
  /** undone | done */
  state: Generated<string>;
  created: string;
}

/** A message that waits to be sent, or was. */
export interface MessageTable {
  message_id: Generated<number>;
  /** sms | telegram | email */
  channel: string;
  recipient: string;
  subject: string | null;
  body: string;
  /** What wrote it: an action's name. */
  source: string;
  /** queued | sending | sent (the gateway has it) | delivered | failed (given up) */
  state: Generated<string>;
  attempts: Generated<number>;
  /** Not to be tried before. */
  not_before: string | null;
  /** What the gateway calls it. */
  external_id: string | null;
  last_error: string | null;
  /** Unique: the same thing is told once. */
  once_key: string | null;
  /** Which gateway took it. */
  gateway: string | null;
  /** The run that is sending it; null when none is. */
  sender_run_id: number | null;
  sent: string | null;
  /** When the gateway was last asked whether it arrived. */
  checked: string | null;
  /** What the gateway answered to that. */
  delivery: string | null;
  created: string;
  last_modified: string;
}

/** A try with a card or password that does not exist. */
export interface GuessTable {
  guess_id: Generated<number>;
  /** card | portal */
  kind: string;
  value: string;
  login: string | null;
  /** Where it came from. */
  address: string | null;
  created: string;
}

/** A figure of a day. */
export interface BusinessStatTable {
  business_date: string;
  stat_name: string;
  /** A number, or the text of a JSON object. */
  value: string;
}

/** What became of a number's calls on a day. */
export interface CallOutcomeTable {
  call_date: string;
  number: string;
  /** Calls that nobody took and that were not made good since. */
  missed: Generated<number>;
  last_missed: string | null;
  /** Calls back. */
  recalls: Generated<number>;
  /** Talk of the calls back; 0 when none was answered. */
  talk_seconds: Generated<number>;
  /** From the missed call's end to the first call back. */
  try_seconds: Generated<number>;
}
