/** What remote actions stand on, as the configuration has it. */
import type { Config } from '../config.ts';
import type { Database } from '../store/schema.ts';
import type { WriteQueue } from '../store/write-queue.ts';
import type { ActionFloor } from './request.ts';

/** The options of Ubilling are read here. Throws E_CONFIG. */
export async function openFloor(config: Config, db: Database, writes?: WriteQueue): Promise<ActionFloor> {
  const { readOptions } = await import('./options/options.ts');
  return { config, db, writes, options: readOptions(config) };
}
