/** How callers are asked for their digest. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { DigestParameters } from './parse-digest.ts';

export interface Challenge {
  /** Headers of a 401. `isStale`: the digest was right and only its nonce is used up. */
  headers(isStale: boolean): OutgoingHttpHeaders;
  /** Whether an answer with the right digest came in time and for the first time. */
  accepts(given: DigestParameters, headers: IncomingHttpHeaders): boolean;
}
