/** Random numbers and moments: with a journal, those that an earlier life of the run drew come again. */
import type { RunOptions } from '../options.ts';

export function drawnRandom({ random = Math.random, journal }: RunOptions): () => number {
  return journal === undefined ? random : () => journal.draw('random', random);
}

export function drawnClock({ clock = () => new Date(), journal }: RunOptions): () => Date {
  return journal === undefined ? clock : () => new Date(journal.draw('now', () => clock().getTime()));
}
