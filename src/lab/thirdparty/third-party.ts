/** What a stand-in of a third party is: its path below the common server, and a function from request to reply. */
import type { LabReply, LabRequest } from '../simulator.ts';

export interface ThirdParty {
  /** The first part of its path. */
  readonly name: string;
  /** `request.path` comes without that part. */
  handle(request: LabRequest): LabReply;
}
