/** A part of the pattern: its JavaScript source and how many characters it can match. */
export interface Part {
  readonly source: string;
  readonly min: number;
  readonly max: number;
  /** An anchor matches no character and cannot be repeated. */
  readonly anchor?: boolean;
}

export const NOTHING: Part = { source: '', min: 0, max: 0 };
export function one(source: string): Part {
  return { source, min: 1, max: 1 };
}

export function anchor(source: string): Part {
  return { source, min: 0, max: 0, anchor: true };
}

export function wrapped(open: string, part: Part): Part {
  return { source: `${open}${part.source})`, min: part.min, max: part.max };
}

/** In a group of its own, so that it may be repeated. */
export function look(open: string, part: Part): Part {
  return { source: `(?:${open}${part.source}))`, min: 0, max: 0 };
}
