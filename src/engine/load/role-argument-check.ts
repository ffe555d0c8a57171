/** A role with meta/argument_specs is checked by a task of its own, before its first. */
import type { Raw } from '../../template/index.ts';
import type { Block, RoleUse, Task } from '../playbook.ts';
import type { LoadContext } from './load-context.ts';
import { roleFile } from './role-files.ts';
import { readSourceFile } from './source-file.ts';
import { asDict, asText, textEntries } from './tree.ts';

/** The checking task of a role's entry point; undefined when the role says nothing of its arguments. */
export function argumentCheck(role: RoleUse, entry: string, context: LoadContext, parent: Block): Task | undefined {
  const module = context.modules.get('validate_argument_spec');
  const spec = entrySpec(role, entry.replace(/\.(ya?ml|json)$/, ''));
  if (module === undefined || spec === undefined) return undefined;
  const about = asText(spec.get('short_description'));
  const name = `Validating arguments against arg spec '${entry}'${about === undefined ? '' : ` - ${about}`}`;
  const options = new Map<string, Raw>([
    ['argument_spec', spec.get('options') ?? new Map()],
    ['provided_arguments', new Map()],
    [
      'validate_args_context',
      new Map([
        ['type', 'role'],
        ['name', role.name],
        ['argument_spec_name', entry],
        ['path', role.directory],
      ]),
    ],
  ]);
  return {
    kind: 'task',
    path: `${context.path}[${role.name}].arguments`,
    where: role.where,
    name,
    action: 'ansible.builtin.validate_argument_spec',
    module,
    options,
    optionsTemplate: undefined,
    keywords: new Map<string, Raw>([['tags', ['always']]]),
    vars: new Map(),
    loop: undefined,
    parent,
    role,
    handler: false,
    directory: role.directory,
    imported: undefined,
    dynamic: false,
  };
}

function entrySpec(role: RoleUse, entry: string): ReadonlyMap<string, Raw> | undefined {
  const own = roleFile(role.directory, 'meta', 'argument_specs');
  const path = own ?? roleFile(role.directory, 'meta', 'main');
  if (path === undefined) return undefined;
  const root = textEntries(asDict(readSourceFile(path, role.where).root) ?? new Map());
  const specs = asDict(root.get('argument_specs'));
  const spec = specs === undefined ? undefined : asDict(specs.get(entry));
  return spec === undefined ? undefined : textEntries(spec);
}
