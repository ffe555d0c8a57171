import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { fileOptions } from '../shared/file-options.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { pathInfo } from '../shared/path-info.ts';
import { flagArgument, optionalText, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { editedDiff, readEdited, saveEdited } from './edited-file.ts';
import { editIni, type IniEdit } from './edit-ini.ts';

/** `community.general.ini_file`: one option, or a section, of an INI file. */
export const iniFile: Module = {
  name: 'community.general.ini_file',
  spec: {
    path: { type: 'path', required: true, aliases: ['dest'] },
    section: { type: 'str' },
    option: { type: 'str' },
    value: { type: 'str' },
    values: { type: 'list', elements: 'str' },
    state: { type: 'str', default: 'present', choices: ['absent', 'present'] },
    exclusive: { type: 'bool', default: true },
    no_extra_spaces: { type: 'bool', default: false },
    allow_no_value: { type: 'bool', default: false },
    modify_inactive_option: { type: 'bool', default: true },
    create: { type: 'bool', default: true },
    backup: { type: 'bool', default: false },
    ignore_spaces: { type: 'bool', default: false },
    follow: { type: 'bool', default: false },
    ...fileOptions,
  },
  rules: { mutuallyExclusive: [['value', 'values']] },
  run: (args, context) => reportingProblems(() => runIniFile(args, context)),
};

async function runIniFile(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const file = readEdited(args, context, shown => `Destination ${shown} does not exist!`);
  const { text, message } = editIni(file.text, wantedEdit(args));
  const saved = await saveEdited(file, text, args, context);
  return {
    changed: text !== file.text || saved.attributes !== undefined,
    msg: message,
    path: file.shown,
    ...pathInfo(file.path),
    ...(saved.backup === '' ? {} : { backup_file: saved.backup }),
    ...editedDiff(file, text, saved, context),
  };
}

function wantedEdit(args: ModuleArguments): IniEdit {
  const option = optionalText(args, 'option');
  const value = optionalText(args, 'value');
  const values = value === null ? textsArgument(args, 'values') : [value];
  const present = textArgument(args, 'state') === 'present';
  if (present && option !== null && values.length === 0 && !flagArgument(args, 'allow_no_value'))
    throw new FileProblem('Parameter value(s) must be defined if state=present and allow_no_value=False.');
  return {
    section: optionalText(args, 'section'),
    option,
    values,
    present,
    exclusive: flagArgument(args, 'exclusive'),
    separator: flagArgument(args, 'no_extra_spaces') ? '=' : ' = ',
    modifyInactive: flagArgument(args, 'modify_inactive_option'),
  };
}
