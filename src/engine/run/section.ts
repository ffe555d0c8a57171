import type { TaskInfo } from '../events.ts';

/** Where in blocks the tasks at hand stand. */
export interface Section {
  readonly name: TaskInfo['section'];
  /** A block with a rescue is around, in its body. */
  readonly rescuable: boolean;
  /** In a rescue or always: the first signal does not end these tasks. */
  readonly shielded: boolean;
}

export const topSection: Section = { name: 'tasks', rescuable: false, shielded: false };
