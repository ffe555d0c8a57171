/** How the plays mark what is a service's at the phone system, which keeps no other mark. */
import { createHash } from 'node:crypto';

const KEY = /^omnicrm:(.+)$/;
const USERNAME = /^omni[0-9a-f]{16}$/;

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
