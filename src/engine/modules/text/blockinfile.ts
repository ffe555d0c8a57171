import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { fileOptions } from '../shared/file-options.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { editedDiff, readEdited, saveEdited, withAttributeMessage } from './edited-file.ts';
import { placeBlock } from './place-block.ts';

/** Ansible's `blockinfile`: lines between two marker lines are in a file, or are not. */
export const blockinfile: Module = {
  name: 'blockinfile',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest', 'destfile', 'name'] },
    state: { type: 'str', default: 'present', choices: ['absent', 'present'] },
    block: { type: 'str', default: '', aliases: ['content'] },
    marker: { type: 'str', default: '# {mark} ANSIBLE MANAGED BLOCK' },
    marker_begin: { type: 'str', default: 'BEGIN' },
    marker_end: { type: 'str', default: 'END' },
    insertafter: { type: 'str' },
    insertbefore: { type: 'str' },
    create: { type: 'bool', default: false },
    backup: { type: 'bool', default: false },
    append_newline: { type: 'bool', default: false },
    prepend_newline: { type: 'bool', default: false },
    validate: { type: 'str' },
    ...fileOptions,
  },
  rules: { mutuallyExclusive: [['insertbefore', 'insertafter']] },
  run: (args, context) => reportingProblems(() => runBlockinfile(args, context)),
};

async function runBlockinfile(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const file = readEdited(args, context, shown => `Path ${shown} does not exist !`);
  const { text, removed } = placeBlock(file.text, args);
  const saved = await saveEdited(file, text, args, context);
  return {
    changed: text !== file.text || saved.attributes !== undefined,
    msg: withAttributeMessage(messageFor(file.text, text, removed, file.exists), saved.attributes),
    ...(saved.backup === '' ? {} : { backup_file: saved.backup }),
    ...editedDiff(file, text, saved, context),
  };
}

function messageFor(before: string, after: string, removed: boolean, existed: boolean): string {
  if (before === after) return '';
  if (!existed) return 'File created';
  return removed ? 'Block removed' : 'Block inserted';
}
