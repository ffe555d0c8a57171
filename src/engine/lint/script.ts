/**
 * A playbook as `play lint` reads it: every task with its place, however misspelt. The loader of runs refuses the first thing that is
 * wrong; this reading goes on, so that all of it can be told at once.
 */
import type { Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Module } from '../module.ts';
import type { PlayFile } from './play-file.ts';

export interface Script {
  readonly plays: readonly ScriptPlay[];
  /** Every file that was read, the playbook first. */
  readonly files: readonly PlayFile[];
  /** Why variables may come from where lint cannot look: a name by template, a role that is nowhere, group_vars. */
  readonly unread: readonly string[];
  /** Files of variables, defaults and vars of roles. */
  readonly varFiles: readonly PlayFile[];
}

/** What a play, a block and a task have in common: a mapping in a file. */
export interface Written {
  readonly where: Where;
  readonly file: PlayFile;
  /** The mapping as it was read; its places are known by identity. */
  readonly raw: Raw;
  readonly entries: ReadonlyMap<string, Raw>;
}

export interface ScriptPlay extends Written {
  readonly kind: 'play';
  /** pre_tasks, roles, tasks and post_tasks in the order they run; handlers at the end. */
  readonly nodes: readonly ScriptNode[];
  readonly parent?: undefined;
}

export type ScriptNode = ScriptBlock | ScriptTask;
export type ScriptParent = ScriptPlay | ScriptBlock | ScriptTask;
export type Section = 'block' | 'rescue' | 'always' | 'tasks';

export interface ScriptBlock extends Written {
  readonly kind: 'block';
  readonly parent: ScriptParent;
  readonly section: Section;
  readonly block: readonly ScriptNode[];
  readonly rescue: readonly ScriptNode[];
  readonly always: readonly ScriptNode[];
}

export interface ScriptTask extends Written {
  readonly kind: 'task';
  readonly parent: ScriptParent;
  /** The list of its block that it stands in; `tasks` for a list of a play or an included file. */
  readonly section: Section;
  readonly handler: boolean;
  /** The module as written, and its short name; undefined where no word of the task names one. */
  readonly action: string | undefined;
  /** The key that names the module: `uri`, `action`, `local_action`. */
  readonly actionKey: string | undefined;
  /** The module, where it is built in. */
  readonly module: Module | undefined;
  /** Options as written, with those of `args:`. */
  readonly options: ReadonlyMap<string, Raw>;
  /** The mapping that holds the options; undefined for free text. */
  readonly optionsIn: Raw | undefined;
  /** Words of the task that are neither keyword nor module. */
  readonly strangeWords: readonly string[];
  /** Tasks of a file or role that is named in plain text. */
  readonly included: readonly ScriptNode[];
}
