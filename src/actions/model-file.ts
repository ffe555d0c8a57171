/** Files that say how devices of a model are asked: omnicrm ships some, operators write their own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OmnicrmError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';

/** One kind of them. */
export interface ModelFile<T> {
  /** Below the home, and below `data/` of omnicrm. */
  readonly folder: string;
  /** As an error calls it. */
  readonly what: string;
  /** The fields it may have. */
  readonly known: readonly string[];
  /** Throws what is wrong with them. */
  read(fields: ReadonlyMap<string, unknown>, name: string): T;
}

/**
 * What NAME.yaml says, the operator's before omnicrm's; undefined when there is none. Throws E_CONFIG, with the file, for one
 * that does not read.
 */
export async function readModelFile<T>(home: string, kind: ModelFile<T>, name: string): Promise<T | undefined> {
  if (!/^\w[\w.-]*$/.test(name)) return undefined;
  const folders = [join(home, kind.folder), join(packageRoot(), 'data', kind.folder)];
  const file = folders.map(folder => join(folder, `${name}.yaml`)).find(one => existsSync(one));
  if (file === undefined) return undefined;
  const {
    default: { parse },
  } = await import('yaml');
  try {
    return kind.read(fieldsOf(parse(readFileSync(file, 'utf8')), kind.known), name);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_CONFIG', `${file} is no ${kind.what}: ${message}`, { cause });
  }
}

function fieldsOf(document: unknown, known: readonly string[]): ReadonlyMap<string, unknown> {
  const fields = new Map(Object.entries(typeof document === 'object' && document !== null ? document : {}));
  const unknown = [...fields.keys()].find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`unknown field ${unknown}`);
  return fields;
}
