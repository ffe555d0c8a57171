import type { Damage } from './damaged-world.ts';

/** One damage and all that the audit has to say of it. */
export interface Case {
  readonly what: string;
  readonly damage: (at: Damage) => Promise<unknown>;
  /** `rule key`, in the order of the rules; empty where nothing must be found. */
  readonly finds: (at: Damage) => readonly string[];
  /** The same of what is only told. */
  readonly notes?: readonly string[];
  /** A word of the first finding's evidence. */
  readonly evidence?: RegExp;
}

export const nothing = (): readonly string[] => [];
