import { defaultTables } from '../../../template/index.ts';
import { templatesIn } from '../templates/written-template.ts';
import { allTemplates, type Use } from '../templates/node-templates.ts';
import type { Script } from '../script.ts';
import { allTasks } from '../walk.ts';
import { namesGiven, unreadSources } from './given-by-play.ts';
import { magicNames } from './magic-names.ts';
import { templateNames, type TemplateNames } from './template-names.ts';

/** What a playbook's templates read and what its tasks set. */
export interface NameUse {
  readonly given: ReadonlySet<string>;
  readonly uses: readonly { readonly use: Use; readonly names: TemplateNames }[];
  /** Names that are tested or defaulted anywhere: whoever wrote the play knows that they may be missing. */
  readonly guarded: ReadonlySet<string>;
  /** Every name read anywhere, files of variables included. */
  readonly read: ReadonlySet<string>;
  /** Whether variables may be set, or read, where lint cannot look. */
  readonly unreadSources: readonly string[];
  readonly readsUnseen: boolean;
}

/** Gathers the names of a whole playbook. */
export function nameUse(script: Script): NameUse {
  const uses = [...allTemplates(script)].flatMap(use =>
    use.tree === undefined ? [] : [{ use, names: templateNames(use.tree) }],
  );
  const all = [...uses.map(({ names }) => names), ...namesOfVarFiles(script)];
  return {
    given: namesGiven(script),
    uses,
    guarded: new Set(all.flatMap(names => [...names.guarded, ...names.named])),
    read: new Set(all.flatMap(names => [...names.read.map(({ name }) => name), ...names.named])),
    unreadSources: unreadSources(script),
    readsUnseen:
      script.unread.length > 0 || all.some(names => names.readsAny) || [...allTasks(script)].some(readsFiles),
  };
}

function namesOfVarFiles(script: Script): TemplateNames[] {
  return script.varFiles.flatMap(file =>
    [...templatesIn(file.root, file, { file: file.path, line: 1, column: 1 })].flatMap(({ tree }) =>
      tree === undefined ? [] : [templateNames(tree)],
    ),
  );
}

/** Modules that render a file of their own read names which are not written in the play. */
function readsFiles({ module }: { readonly module: { readonly name: string } | undefined }): boolean {
  return module === undefined || module.name === 'template';
}

/** Whether the engine or Jinja gives the name to every template. */
export function isBuiltIn(name: string): boolean {
  return name.startsWith('ansible_') || magicNames.has(name) || defaultTables.globals.has(name);
}
