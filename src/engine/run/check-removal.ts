import { OmnicrmError } from '../../errors.ts';
import type { Node, Play, Playbook } from '../playbook.ts';

/** Refuses a removal by a play that would do anything before it comes to a rescue: E_PLAY_NO_RESCUE with the place. */
export function checkRemoval(playbook: Playbook): void {
  for (const play of playbook.plays) {
    const first = firstOf(play);
    const blocks = play.tasks.filter(node => node.kind === 'block');
    const strange = first ?? blocks.find(block => block.rescue.length === 0);
    if (strange === undefined && blocks.length > 0) continue;
    throw new OmnicrmError(
      'E_PLAY_NO_RESCUE',
      'this play cannot remove what it made: a rescue must be what it begins with',
      {
        where: strange?.where ?? play.where,
        hint: 'Put all tasks of the play into one block with rescue',
      },
    );
  }
}

/** Whatever runs before the first block with a rescue. */
function firstOf(play: Play): Pick<Node, 'where'> | undefined {
  const before = play.preTasks[0] ?? play.roles[0];
  if (before) return before;
  const [first] = play.tasks;
  return first !== undefined && first.kind === 'task' ? first : undefined;
}
