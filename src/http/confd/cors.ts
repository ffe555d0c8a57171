import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Any page may ask, as with confd: without a login it gets nothing, and browsers send none along. */
export function corsHeaders({ method, headers }: IncomingMessage): OutgoingHttpHeaders {
  const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return open;
  return {
    ...open,
    'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    'access-control-allow-headers': 'Content-Type',
  };
}
