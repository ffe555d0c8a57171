import { setTimeout as wait } from 'node:timers/promises';

/** Waits, or less when the signal ends it. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
