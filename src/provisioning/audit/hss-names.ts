/** What a subscriber's row says of its use. */
import type { HssSubscriber } from './state.ts';

/** Removals park a subscriber under such a number. */
const DORMANT_NUMBER = /^9999/;
/** Bits a second that removals park it with; the seeds call more than that unusable. */
export const DORMANT_AMBR = 9_999_999;

export function dormantNumber(imsi: string): string {
  return `9999${imsi.slice(-10)}`;
}

export function isParked({ msisdn }: HssSubscriber): boolean {
  return DORMANT_NUMBER.test(msisdn);
}

/** Nobody can use it for a service: switched off, or parked. */
export function isDormant(subscriber: HssSubscriber): boolean {
  return !subscriber.enabled || isParked(subscriber);
}
