import { sql } from 'kysely';
import { migrations } from '../../store/migrations/index.ts';
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';

/** One thing that must hold before orders are taken; `problem` says what is wrong. */
export interface ReadyCheck {
  readonly name: string;
  readonly problem: string | undefined;
}

const checks: readonly (readonly [name: string, look: (db: Database) => Promise<void>])[] = [
  ['database', canWrite],
  ['migrations', isUpToDate],
  ['seal key', canSeal],
];

/** Whether orders could be taken now. */
export async function checkReady(db: Database): Promise<readonly ReadyCheck[]> {
  const found: ReadyCheck[] = [];
  for (const [name, look] of checks) found.push({ name, problem: await problemOf(look(db)) });
  return found;
}

async function problemOf(look: Promise<void>): Promise<string | undefined> {
  try {
    await look;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Takes the write lock and changes nothing. */
async function canWrite(db: Database): Promise<void> {
  await sql`update provision set heartbeat = heartbeat where provision_id = -1`.execute(db);
}

async function isUpToDate(db: Database): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const [wanted, found] = [migrations.at(-1)?.number, rows[0]?.user_version];
  if (found !== wanted) throw new Error(`the schema is ${found}, this program's is ${wanted}`);
}

async function canSeal(db: Database): Promise<void> {
  const sealer = sealerOf(db);
  if (sealer.open(sealer.seal('ready')) !== 'ready') throw new Error('what is sealed does not open again');
}
