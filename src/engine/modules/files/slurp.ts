import { readFileSync } from 'node:fs';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { FileProblem, reportingProblems, systemCode } from '../shared/file-problem.ts';
import { absolutePath, textArgument } from '../shared/read-arguments.ts';

/** Ansible's `slurp`: a file's bytes in base64. */
export const slurp: Module = {
  name: 'slurp',
  effect: 'read',
  spec: { src: { type: 'path', required: true, aliases: ['path'] } },
  run: (args, context) => reportingProblems(() => runSlurp(args, context)),
};

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'File not found: ',
  EACCES: 'File is not readable: ',
  EISDIR: 'Source is a directory and must be a file: ',
};

function runSlurp(args: ModuleArguments, context: ModuleContext): ModuleResult {
  const src = textArgument(args, 'src');
  try {
    const content = readFileSync(absolutePath(context, src)).toString('base64');
    return { changed: false, content, encoding: 'base64', source: src };
  } catch (error) {
    const problem = PROBLEMS[systemCode(error) ?? ''];
    throw problem === undefined ? error : new FileProblem(`${problem}${src}`);
  }
}
