import type { Module } from '../module.ts';

const imported = { run: () => ({ changed: false }) };

/** import_tasks and import_role are read with the playbook: what runs are the tasks they brought. */
export const importTasks: Module = {
  name: 'import_tasks',
  spec: { file: { type: 'str' }, _raw_params: { type: 'str' } },
  freeForm: '_raw_params',
  ...imported,
};

export const importRole: Module = {
  name: 'import_role',
  spec: { name: { type: 'str' } },
  anyOption: true,
  ...imported,
};
