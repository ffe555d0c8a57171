import type { ShapedSubscriber } from './shaped-subscribers.ts';

/**
 * What a simple queue gets (RouterOS manual, "Simple Queue"; each is up/down): the speed of the window, or with `isOver` the
 * tariff's own; the bursts when the tariff has some. Undefined for a tariff without a speed.
 */
export function queueLimits(one: ShapedSubscriber, isOver: boolean): readonly string[] | undefined {
  const up = one.speed_up_kbit;
  const down = isOver ? one.speed_down_kbit : one.window_down_kbit;
  if (up === null || down === null) return undefined;
  const limit = `=max-limit=${up}k/${down}k`;
  if (one.burst_up_kbit === null) return [limit];
  // Inside a window a burst goes no further than the window's speed.
  const burstDown = isOver ? one.burst_down_kbit : down;
  return [
    limit,
    `=burst-limit=${one.burst_up_kbit}k/${burstDown}k`,
    `=burst-threshold=${threshold(up)}k/${threshold(down)}k`,
    `=burst-time=${one.up_seconds}/${one.down_seconds}`,
  ];
}

/** The mean speed up to which bursts are had. */
function threshold(kbit: number): number {
  return (kbit * 8) / 10;
}
