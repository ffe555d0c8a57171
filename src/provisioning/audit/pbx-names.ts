/** How the plays mark what is a service's at the phone system, which keeps no other mark. */
import { createHash } from 'node:crypto';
import type { AuditProduct } from './state.ts';

const KEY = /^omnicrm:(.+)$/;
const USERNAME = /^omni[0-9a-f]{16}$/;

/** Stock of the phone system. */
const phoneStock: ReadonlySet<string> = new Set(['SIP Extension', 'DID']);

/** A product of numbers at the phone system and nothing else: nobody charges it by the OCS. */
export function isPhoneOnly(product: AuditProduct | undefined): boolean {
  const types = product?.inventoryTypes ?? [];
  return types.length > 0 && types.every(type => phoneStock.has(type));
}

/** The service that a user's free field names; undefined for somebody else's user. */
export function uuidOfUser(userfield: string): string | undefined {
  return KEY.exec(userfield)?.[1];
}

/** The SIP username of a service's line. */
export function sipUsername(serviceUuid: string): string {
  return `omni${createHash('md5').update(serviceUuid).digest('hex').slice(0, 16)}`;
}

/** Lines of other names belong to somebody else. */
export function isOurLine(username: string): boolean {
  return USERNAME.test(username);
}
