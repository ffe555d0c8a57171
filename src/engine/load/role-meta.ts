import type { Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Keywords, Vars } from '../playbook.ts';
import { roleKeywords } from './keyword-tables.ts';
import { varsOf } from './check-keywords.ts';
import { playError } from './play-error.ts';
import { roleFile } from './role-files.ts';
import { readSourceFile } from './source-file.ts';
import { asDict, asText, listOf, textEntries } from './tree.ts';

/** How a role is named in `roles:` and in dependencies. */
export interface RoleDefinition {
  readonly name: string;
  readonly keywords: Keywords;
  readonly vars: Vars;
  readonly params: Vars;
  readonly allowDuplicates: boolean | undefined;
}

export interface RoleMeta {
  readonly dependencies: readonly RoleDefinition[];
  readonly allowDuplicates: boolean;
}

/** meta/main.yml of a role, as far as a run needs it. */
export function readRoleMeta(directory: string, where: Where): RoleMeta {
  const path = roleFile(directory, 'meta', 'main');
  const root = path === undefined ? null : readSourceFile(path, where).root;
  const entries = textEntries(asDict(root) ?? new Map());
  const dependencies = listOf(entries.get('dependencies')).map(raw => roleDefinition(raw, where));
  return { dependencies, allowDuplicates: entries.get('allow_duplicates') === true };
}

/** A role as written: a name, or a mapping with `role:` whose unknown words are parameters. */
export function roleDefinition(raw: Raw, where: Where): RoleDefinition {
  const text = asText(raw);
  if (text !== undefined) {
    return { name: text, keywords: new Map(), vars: new Map(), params: new Map(), allowDuplicates: undefined };
  }
  const entries = textEntries(asDict(raw) ?? new Map());
  const name = asText(entries.get('role') ?? entries.get('name') ?? entries.get('src'));
  if (name === undefined) throw playError(where, 'role definitions must be a dictionary that must contain a role name');
  const keywords = new Map([...entries].filter(([key]) => roleKeywords.has(key) && key !== 'role' && key !== 'name'));
  const params = new Map([...entries].filter(([key]) => !roleKeywords.has(key)));
  const duplicates = entries.get('allow_duplicates');
  const allowDuplicates = typeof duplicates === 'boolean' ? duplicates : undefined;
  return { name, keywords, vars: varsOf(entries.get('vars'), 'Role', where), params, allowDuplicates };
}
