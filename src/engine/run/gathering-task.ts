import type { Raw } from '../../template/index.ts';
import { gatherFacts } from '../modules/setup.ts';
import type { Play, Task } from '../playbook.ts';

/** The task `Gathering Facts` of a play, which runs before all others: `gather_facts` with the play's own options, always run unless its tags are skipped. */
export function gatheringTask(play: Play, path: string): Task {
  return {
    kind: 'task',
    path: `${path}.gather_facts`,
    where: play.where,
    name: 'Gathering Facts',
    action: 'gather_facts',
    module: gatherFacts,
    options: optionsOf(play),
    optionsTemplate: undefined,
    keywords: new Map<string, Raw>([['tags', 'always']]),
    vars: new Map(),
    loop: undefined,
    parent: parentOf(play),
    role: undefined,
    handler: false,
    directory: play.directory,
    imported: undefined,
    dynamic: false,
  };
}

const options = ['gather_subset', 'gather_timeout', 'fact_path'];

function optionsOf(play: Play): ReadonlyMap<string, Raw> {
  const given = options.flatMap(name => {
    const raw = play.keywords.get(name);
    return raw === undefined || raw === null ? [] : [[name, raw] as const];
  });
  return new Map(given);
}

/** The play as the task sees it: conditions that an import_playbook brought hold for what is written in the play only. */
function parentOf(play: Play): Task['parent'] {
  const keywords = new Map([...play.keywords].filter(([name]) => name !== 'when'));
  return { ...play, keywords };
}
