/** Lookups that run a command of the shell: pipe and lines. */
import { spawnSync } from 'node:child_process';
import type { CallContext, TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { trimEnd } from '../values/blanks.ts';
import { splitLines } from '../values/methods/str-split.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';

export const commandLookups: Readonly<Record<string, TemplateLookup>> = {
  pipe: { run: (terms, _options, context) => terms.map(term => trimEnd(output(term, context))) },
  lines: { run: (terms, _options, context) => terms.flatMap(term => splitLines(output(term, context), false)) },
};

/** What the command writes; it runs in the folder of the play. A status other than 0 is an error. */
function output(term: Value, context: CallContext): string {
  const folder = context.variable('playbook_dir');
  const { status, stdout, error } = spawnSync('/bin/sh', ['-c', str(term)], {
    cwd: typeof folder === 'string' ? folder : undefined,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Infinity,
  });
  if (error !== undefined) fail('runtime', `the command could not run: ${error.message}`);
  return status === 0 ? stdout : fail('runtime', `the command ended with status ${String(status)}: ${str(term)}`);
}
