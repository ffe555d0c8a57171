import { readFileSync, statSync } from 'node:fs';
import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';
import type { Layer } from './tree.ts';

/**
 * The layer of one crm_config.yaml, or undefined when there is none (E_CONFIG when it is `required`). Throws E_CONFIG for a
 * file that cannot be read, is no YAML mapping, or could have been written by a stranger: a cron job in a shared folder must not obey it.
 */
export async function readConfigFile(file: string, required: boolean): Promise<Layer | undefined> {
  const text = readIfPresent(file);
  if (text === undefined && required) throw new OmnicrmError('E_CONFIG', `there is no file ${file}`);
  if (text === undefined) return undefined;
  refuseStrangersFile(file);
  const { loadYaml } = await import('../template/formats/yaml-load.ts');
  const tree = parse(loadYaml, text, file);
  if (tree === null) return { origin: file, file, tree: new Map() };
  if (!(tree instanceof Map)) throw new OmnicrmError('E_CONFIG', `${file} must hold a mapping of keys`);
  return { origin: file, file, tree };
}

/** The broken line is shown, unless it may hold a secret. */
function parse(loadYaml: (text: string, options: { file: string }) => Value, text: string, file: string): Value {
  try {
    return loadYaml(text, { file });
  } catch (cause) {
    if (!(cause instanceof OmnicrmError)) throw cause;
    const { message, where, hint } = cause;
    const isSecret = /secret|key|password|token/i.test(where?.excerpt ?? '');
    const place = where === undefined || !isSecret ? where : { file, line: where.line, column: where.column };
    throw new OmnicrmError('E_CONFIG', message, { where: place, hint: isSecret ? undefined : hint, cause });
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new OmnicrmError('E_CONFIG', `cannot read ${file}: ${String(code)}`, { cause });
  }
}

function refuseStrangersFile(file: string): void {
  const { uid, mode } = statSync(file);
  const owners = [0, process.getuid?.() ?? 0];
  if (owners.includes(uid) && (mode & 0o002) === 0) return;
  throw new OmnicrmError('E_CONFIG', `${file} belongs to another user or is writable by everyone`, {
    hint: `Take ownership of it and run: chmod o-w ${file}`,
  });
}
