import { OmnicrmError } from '../../errors.ts';
import { str, type Raw, type Value } from '../../template/index.ts';
import type { ArgumentSpec, Module, ModuleArguments } from '../module.ts';
import { written } from '../run/failed-task-value.ts';
import { engineOf } from './engine-of.ts';

const spec: ArgumentSpec = {
  name: { type: 'str', aliases: ['role'], required: true },
  tasks_from: { type: 'str' },
  vars_from: { type: 'str' },
  defaults_from: { type: 'str' },
  handlers_from: { type: 'str' },
  apply: { type: 'dict' },
  public: { type: 'bool', default: false },
  allow_duplicates: { type: 'bool', default: true },
  rolespec_validate: { type: 'bool', default: true },
};

/** Asks for a role to be run next; a role that is nowhere fails the task. */
export const includeRole: Module = {
  name: 'include_role',
  spec,
  rawOptions: ['apply'],
  run(args, context) {
    const name = str(args['name'] ?? '');
    const engine = engineOf(context);
    try {
      engine.checkRole(name);
    } catch (error) {
      if (!(error instanceof OmnicrmError) || error.code !== 'E_PLAY_MISSING') throw error;
      return { failed: true, changed: false, reason: error.message };
    }
    engine.include('role', name, new Map(Object.entries(args)));
    return { include_args: givenOf(args, option => engine.raw(option)) };
  },
};

/** The options as they were given, without defaults. */
function givenOf(args: ModuleArguments, raw: (option: string) => Raw | undefined): Map<Value, Value> {
  const names = Object.keys(args).filter(name => raw(name) !== undefined);
  return new Map(names.map(name => [name, name === 'apply' ? written(raw(name) ?? null) : args[name]!]));
}
