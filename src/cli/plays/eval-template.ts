import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { evaluateVector } from '../../template/batch.ts';
import { defaultTables, Environment, OMIT, Templar, Template, toJson, typeName, type Value } from '../../template/index.ts';
import { toTagged } from '../../template/tagged.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readExtraVars } from '../extra-vars.ts';
import { readAll } from '../read-all.ts';

interface EvalOptions {
  readonly extraVars: readonly string[];
  readonly batch?: string;
}

/** Prints what a template comes to: texts as they are, all else as JSON with ints and floats apart. */
export async function evalTemplate(cli: Cli, template: string | undefined, options: EvalOptions): Promise<void> {
  if (options.batch !== undefined) return evalBatch(cli, options.batch);
  if (template === undefined) throw new OmnicrmError('E_USAGE', 'give a template, or --batch with a file of them');
  const vars = await readExtraVars(options.extraVars, cli.io.cwd);
  const scope = { get: (name: string) => vars.get(name), names: () => [...vars.keys()] };
  const where = { file: 'template', line: 1, column: 1 };
  const value = new Templar(new Environment(defaultTables), scope).render(new Template(template, where));
  if (value === OMIT) throw new OmnicrmError('E_TEMPLATE', 'the template came out as omit');
  cli.io.out(`${cli.json ? answerJson(value) : valueText(value)}\n`);
}

function valueText(value: Value): string {
  return typeof value === 'string' ? value : toJson(toTagged(value));
}

function answerJson(value: Value): string {
  const type = value === null ? 'None' : typeName(value);
  return toJson(
    new Map<Value, Value>([
      ['value', toTagged(value)],
      ['type', type],
    ]),
  );
}

/** One answer for each line, in the order of the lines. */
async function evalBatch(cli: Cli, file: string): Promise<void> {
  const text = file === '-' ? await readAll(cli.io.stdin) : await readFile(resolve(cli.io.cwd, file), 'utf8');
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() !== '') cli.io.out(`${answerLine(cli, line, at + 1)}\n`);
  }
}

/** A line that is no vector is answered too, and makes the exit code one of bad input; the others count all the same. */
function answerLine(cli: Cli, line: string, number: number): string {
  try {
    return evaluateVector(line);
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    cli.exitCode = exitCodes.badInput;
    return JSON.stringify({ id: null, ok: false, error: 'input', message: `line ${number}: ${error.message}` });
  }
}
