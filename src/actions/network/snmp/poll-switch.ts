import { OmnicrmError } from '../../../errors.ts';
import { openSession, type SnmpSession, type SnmpTarget } from './open-session.ts';
import { type FdbEntry, fdbOids, portNames, readFdb } from './read-fdb.ts';
import type { SnmpTemplate } from './read-template.ts';
import { macText, varbindLines } from './value-text.ts';

/** What a switch told. */
export interface Poll {
  /** The lines of each walk, by its OID. */
  readonly raw: ReadonlyMap<string, string>;
  /** Undefined when the template asks for none. */
  readonly fdb: readonly FdbEntry[] | undefined;
  readonly mac: string | undefined;
}

const BRIDGE_ADDRESS = '1.3.6.1.2.1.17.1.1';

/** Asks a switch what its template says; undefined when it does not answer. */
export async function pollSwitch(
  target: SnmpTarget,
  template: SnmpTemplate,
  { signal, withMac }: { readonly signal: AbortSignal; readonly withMac: boolean },
): Promise<Poll | undefined> {
  const session = await openSession(target, signal);
  try {
    const raw = new Map<string, string>();
    for (const oid of template.walks) raw.set(oid, varbindLines(await session.walk(oid)));
    const fdb = await askFdb(session, template, raw);
    return { raw, fdb, mac: withMac ? await askMac(session) : undefined };
  } catch (error) {
    if (error instanceof OmnicrmError && error.code === 'E_BACKEND_DOWN') return undefined;
    throw error;
  } finally {
    session.close();
  }
}

async function askFdb(
  session: SnmpSession,
  template: SnmpTemplate,
  raw: Map<string, string>,
): Promise<readonly FdbEntry[] | undefined> {
  if (template.fdb === 'none') return undefined;
  const oid = fdbOids[template.fdb];
  const varbinds = await session.walk(oid);
  raw.set(oid, varbindLines(varbinds));
  return readFdb(template, varbinds, await portNames(session));
}

async function askMac(session: SnmpSession): Promise<string | undefined> {
  const octets = (await session.walk(BRIDGE_ADDRESS))[0]?.value;
  return Buffer.isBuffer(octets) && octets.length === 6 ? macText(octets) : undefined;
}
