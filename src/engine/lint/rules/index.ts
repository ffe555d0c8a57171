import type { Rule } from '../rule.ts';
import { bodyWithoutFormat } from './body-without-format.ts';
import { brokenTemplate } from './broken-template.ts';
import { duplicateKey, unquotedTemplate } from './file-warnings.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unknownKeyword } from './unknown-keyword.ts';
import { unknownModule } from './unknown-module.ts';
import { unknownOption } from './unknown-option.ts';
import { unusedRegister } from './unused-register.ts';

/** The rules that know only Ansible. */
export const ansibleRules: readonly Rule[] = [
  unknownModule,
  unknownKeyword,
  unknownOption,
  undefinedVariable,
  unusedRegister,
  brokenTemplate,
  unquotedTemplate,
  bodyWithoutFormat,
  duplicateKey,
];
