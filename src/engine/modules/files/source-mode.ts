import { statSync } from 'node:fs';
import type { ModuleArguments } from '../../module.ts';

/** `mode: preserve` asks for the source's own mode. */
export function withSourceMode(source: string, args: ModuleArguments): ModuleArguments {
  return args['mode'] === 'preserve' ? { ...args, mode: statSync(source).mode & 0o7777 } : args;
}
