import type { Raw } from '../../template/index.ts';
import type { ModuleTable } from '../options.ts';
import type { LoadWarning, Node, Parent, RoleUse } from '../playbook.ts';
import type { SourceFile } from './source-file.ts';

/** What loading a list of tasks needs to know of its surroundings. */
export interface LoadContext {
  readonly modules: ModuleTable;
  readonly source: SourceFile;
  /** Directory of the playbook: roles/ lie here. */
  readonly playDirectory: string;
  readonly role: RoleUse | undefined;
  readonly handlers: boolean;
  /** Path of the list in the playbook: `0.tasks`. */
  readonly path: string;
  readonly parent: Parent;
  readonly warnings: LoadWarning[];
  /** Roles read so far that the whole play sees; the loader of roles adds to it. */
  readonly publicRoles: RoleUse[];
  readonly roleFolders: readonly string[];
  /** Renders a name at load time with extra variables and the play's own (`import_tasks: "{{ x }}.yaml"`). */
  readonly renderName: (raw: Raw) => string;
  /** Files being imported, outermost first: an import of one of them would never end. */
  readonly importing: readonly string[];
  /** Loads a list of tasks: here so that imports and roles can, without a cycle of files. */
  readonly loadNodes: (raw: Raw | undefined, context: LoadContext, what: string) => Node[];
}
