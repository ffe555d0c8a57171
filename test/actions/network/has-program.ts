import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the machine has the program. */
export function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some(folder => existsSync(join(folder, name)));
}
