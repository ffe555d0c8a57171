import type { ModuleEffect } from '../module.ts';

/** How long a write in flight may still be answered after the signal: an answer is worth more than a question. */
const SETTLE_MS = 3000;

interface Settling {
  readonly signal: AbortSignal;
  close(): void;
}

/** The signal for one call: a read is ended at once, a write a moment later, so that its outcome is known. */
export function settling(outer: AbortSignal, effect: ModuleEffect): Settling {
  if (effect === 'read') return { signal: outer, close: () => undefined };
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const strike = (): void => {
    timer = setTimeout(() => controller.abort(outer.reason), SETTLE_MS);
  };
  outer.addEventListener('abort', strike, { once: true });
  const close = (): void => {
    outer.removeEventListener('abort', strike);
    clearTimeout(timer);
  };
  return { signal: controller.signal, close };
}
