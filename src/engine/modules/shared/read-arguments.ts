/** Checked arguments as TypeScript sees them. A wrong type here is a fault of the module's own spec. */
import { resolve } from 'node:path';
import { OmnicrmError } from '../../../errors.ts';
import { Float } from '../../../template/values/types.ts';
import type { Dict, Value } from '../../../template/values/types.ts';
import type { ModuleArguments, ModuleContext } from '../../module.ts';

export function textArgument(args: ModuleArguments, name: string): string {
  return optionalText(args, name) ?? wrongType(name, 'text');
}

/** The text of an option, null where it was not given. */
export function optionalText(args: ModuleArguments, name: string): string | null {
  const value = args[name] ?? null;
  return value === null || typeof value === 'string' ? value : wrongType(name, 'text');
}

export function flagArgument(args: ModuleArguments, name: string): boolean {
  return args[name] === true;
}

export function integerArgument(args: ModuleArguments, name: string): number {
  return optionalInteger(args, name) ?? wrongType(name, 'an integer');
}

export function optionalInteger(args: ModuleArguments, name: string): number | null {
  const value = args[name] ?? null;
  if (value === null || typeof value === 'number') return value;
  if (value instanceof Float) return Math.trunc(value.value);
  return typeof value === 'bigint' ? Number(value) : wrongType(name, 'an integer');
}

export function listArgument(args: ModuleArguments, name: string): readonly Value[] {
  const value = args[name] ?? [];
  return Array.isArray(value) ? value : wrongType(name, 'a list');
}

export function textsArgument(args: ModuleArguments, name: string): readonly string[] {
  return listArgument(args, name).map(item => (typeof item === 'string' ? item : wrongType(name, 'a list of texts')));
}

export function dictArgument(args: ModuleArguments, name: string): Dict {
  const value = args[name] ?? new Map<Value, Value>();
  return value instanceof Map ? value : wrongType(name, 'a dict');
}

/** A path as the file system takes it: relative ones start at the play's directory. */
export function absolutePath(context: ModuleContext, path: string): string {
  return resolve(context.playDir, path);
}

function wrongType(name: string, wanted: string): never {
  throw new OmnicrmError('E_INTERNAL', `option ${name} reached its module without being ${wanted}`);
}
