import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { runProcess } from '../process/run-process.ts';
import { splitWords } from '../process/split-words.ts';
import { outputFields } from '../process/text-lines.ts';
import { FileProblem } from './file-problem.ts';
import { optionalText } from './read-arguments.ts';

/**
 * Lets the command of `validate` judge the new text before it takes the file's place; `%s` in it is a file with that text.
 * Throws FileProblem when the command says no.
 */
export async function validateContent(
  content: string | Buffer,
  path: string,
  args: ModuleArguments,
  context: ModuleContext,
): Promise<void> {
  const command = optionalText(args, 'validate');
  if (command === null) return;
  if (!command.includes('%s')) throw new FileProblem(`validate must contain %s: ${command}`);
  const file = join(context.tmpDir, `${randomBytes(6).toString('hex')}-${basename(path)}`);
  writeFileSync(file, content, { mode: 0o600 });
  try {
    await judge(command.replaceAll('%s', file), context);
  } finally {
    rmSync(file, { force: true });
  }
}

async function judge(command: string, context: ModuleContext): Promise<void> {
  const { environment, signal, playDir: cwd } = context;
  const { rc, stdout, stderr } = await runProcess(splitWords(command), { cwd, environment, signal });
  if (rc !== 0) throw new FileProblem('failed to validate', { exit_status: rc, ...outputFields(stdout, stderr) });
}
