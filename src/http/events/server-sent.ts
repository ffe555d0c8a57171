/** Texts of a stream of server-sent events. */

export interface ServerSentEvent {
  readonly event: string;
  /** Where a reader that comes back goes on; none for what is told again anyhow. */
  readonly id?: number;
  readonly data: object;
}

/** A line that keeps proxies from closing a quiet connection. */
export const HEARTBEAT = ': still here\n\n';

/** JSON has no raw line ends, so the data is one line. */
export function eventText({ event, id, data }: ServerSentEvent): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
