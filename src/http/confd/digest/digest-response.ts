import { createHash } from 'node:crypto';
import type { DigestParameters } from './parse-digest.ts';

/** Part of every stored HA1: another realm would lock everybody out. */
export const REALM = 'Authentication Required';

/** What is kept of a password. */
export function ha1Of(login: string, password: string): string {
  return md5(login, REALM, password);
}

/** The `response` that a client with this HA1 sends (RFC 2617 §3.2.2; without qop RFC 2069). */
export function digestResponse(ha1: string, method: string, given: DigestParameters): string {
  const { nonce = '', uri = '', qop, nc = '', cnonce = '' } = given;
  const ha2 = md5(method, uri);
  return qop === undefined ? md5(ha1, nonce, ha2) : md5(ha1, nonce, nc, cnonce, qop, ha2);
}

function md5(...parts: readonly string[]): string {
  return createHash('md5').update(parts.join(':')).digest('hex');
}
