/** The checked tree of a playbook: what was written, where, and how it hangs together. Nothing here is rendered yet. */
import type { Where } from '../errors.ts';
import type { Raw } from '../template/index.ts';
import type { Module } from './module.ts';

export interface Playbook {
  readonly file: string;
  /** The directory of the file: `playbook_dir`. */
  readonly directory: string;
  readonly plays: readonly Play[];
  /** What was accepted although Ansible would refuse it, and other remarks of the loader. */
  readonly warnings: readonly LoadWarning[];
}

export interface LoadWarning {
  readonly message: string;
  readonly where: Where | undefined;
}

/** Keywords by name, as written; inheritance is worked out in keywords.ts. */
export type Keywords = ReadonlyMap<string, Raw>;
export type Vars = ReadonlyMap<string, Raw>;

export interface Play {
  readonly kind: 'play';
  readonly where: Where;
  /** Directory of the file the play was written in. */
  readonly directory: string;
  readonly keywords: Keywords;
  readonly vars: Vars;
  readonly varsFiles: readonly Raw[];
  readonly varsPrompt: readonly VarsPrompt[];
  readonly preTasks: readonly Node[];
  readonly roles: readonly RoleUse[];
  readonly tasks: readonly Node[];
  readonly postTasks: readonly Node[];
  readonly handlers: readonly Node[];
  /** Roles whose defaults and vars the whole play sees, in the order they were read. */
  readonly publicRoles: readonly RoleUse[];
  readonly parent?: undefined;
}

export interface VarsPrompt {
  readonly name: string;
  readonly prompt: string | undefined;
  readonly default: Raw | undefined;
  readonly private: boolean;
}

export type Node = Block | Task;
/** What a task inherits keywords and variables from. */
export type Parent = Play | Block | Task | RoleUse;

export interface Block {
  readonly kind: 'block';
  readonly path: string;
  readonly where: Where;
  readonly keywords: Keywords;
  readonly vars: Vars;
  readonly block: readonly Node[];
  readonly rescue: readonly Node[];
  readonly always: readonly Node[];
  readonly parent: Parent;
  readonly role: RoleUse | undefined;
  /** The body of a role: a host that finished it does not run it again, unless duplicates are allowed. */
  readonly completes?: RoleUse;
}

export interface LoopSource {
  /** `loop`, or the lookup of `with_…`. */
  readonly lookup: string;
  readonly value: Raw;
}

export interface Task {
  readonly kind: 'task';
  readonly path: string;
  readonly where: Where;
  readonly name: Raw | undefined;
  /** The module as written (`ansible.builtin.debug` stays so). */
  readonly action: string;
  readonly module: Module;
  readonly options: Vars;
  /** `args: "{{ dict }}"` or a whole-template module value: rendered to a dict of options before the others. */
  readonly optionsTemplate: Raw | undefined;
  readonly keywords: Keywords;
  readonly vars: Vars;
  readonly loop: LoopSource | undefined;
  readonly parent: Parent;
  readonly role: RoleUse | undefined;
  readonly handler: boolean;
  /** Directory of the file the task was written in; relative includes start here. */
  readonly directory: string;
  /** For import_tasks: what was read at load time, run in place of the task. */
  readonly imported: readonly Node[] | undefined;
  /** On the parent of included or imported tasks: the name of their file as it was written. */
  readonly includedAs?: string;
  /** An include's own keywords do not reach the tasks it brings, its variables do. */
  readonly dynamic: boolean;
}

/** One use of a role: in `roles:`, by import_role, by include_role or as a dependency. */
export interface RoleUse {
  readonly kind: 'role';
  readonly name: string;
  readonly where: Where;
  /** The role's directory: `role_path`. */
  readonly directory: string;
  readonly keywords: Keywords;
  /** `vars:` of the use. */
  readonly vars: Vars;
  /** Plain parameters beside the role's name. */
  readonly params: Vars;
  readonly defaults: Vars;
  /** vars/main of the role. */
  readonly roleVars: Vars;
  readonly dependencies: readonly RoleUse[];
  /** Tasks of its dependencies, then its own, each role's in one block. */
  readonly tasks: readonly Node[];
  readonly handlers: readonly Node[];
  /** Equal for two uses that count as the same role run twice. */
  readonly identity: string;
  readonly allowDuplicates: boolean;
  /** Whether defaults and vars are seen by the whole play. */
  readonly public: boolean;
  readonly parent: Parent;
  /** The role that brought this one. */
  readonly role: RoleUse | undefined;
}
