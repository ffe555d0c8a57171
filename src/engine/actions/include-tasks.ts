import { str, type Value } from '../../template/index.ts';
import { isFile } from '../load/source-file.ts';
import type { Module } from '../module.ts';
import { written } from '../run/failed-task-value.ts';
import { engineOf } from './engine-of.ts';

/** Asks for the tasks of a file to be run next; a file that is not there fails the task. */
export const includeTasks: Module = {
  name: 'include_tasks',
  spec: { file: { type: 'str' }, _raw_params: { type: 'str' }, apply: { type: 'dict' } },
  freeForm: '_raw_params',
  rawOptions: ['apply'],
  run(args, context) {
    const name = str(args['file'] ?? args['_raw_params'] ?? '');
    if (name === '')
      return { failed: true, changed: false, msg: 'No file to include: missing required arguments: file' };
    const engine = engineOf(context);
    const path = engine.taskFile(name);
    if (!isFile(path)) {
      return {
        failed: true,
        changed: false,
        include: name,
        reason: `Could not find or access '${path}': no such file`,
      };
    }
    engine.include('tasks', path, new Map([['as', name]]));
    const apply = engine.raw('apply');
    const given = apply === undefined ? [] : [['apply', written(apply)] as const];
    return { include: name, include_args: new Map<Value, Value>(given) };
  },
};
