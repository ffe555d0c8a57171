import { crc32 } from 'node:zlib';

/** Under which number partners know a subscriber: his payment id, else the checksum of his login. */
export function accountNumber(login: string, paymentId: string | null): string | number {
  return paymentId ?? crc32(login);
}
