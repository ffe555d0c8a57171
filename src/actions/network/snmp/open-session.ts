import type { Session, Varbind } from 'net-snmp';
import { OmnicrmError } from '../../../errors.ts';

/** Where an agent is, and what it wants to hear. */
export interface SnmpTarget {
  readonly address: string;
  readonly community: string;
  /** 161 when not given. */
  readonly port?: number | undefined;
  /** How long one question may stay open, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly retries?: number | undefined;
}

/** A conversation with one agent (SNMP v2c). */
export interface SnmpSession {
  /** Everything below an OID. Throws E_BACKEND_DOWN when the agent does not answer, the signal's reason when that came first. */
  walk(oid: string): Promise<readonly Varbind[]>;
  close(): void;
}

const TIMEOUT_MS = 2000;
const RETRIES = 1;
/** Values in one reply: what still fits into a datagram of 1500 bytes. */
const VALUES_AT_ONCE = 25;

/** Opens a session; nothing is sent yet. The signal ends its walks. */
export async function openSession(target: SnmpTarget, signal?: AbortSignal): Promise<SnmpSession> {
  const { default: snmp } = await import('net-snmp');
  const session = snmp.createSession(target.address, target.community, {
    version: snmp.Version2c,
    port: target.port ?? 161,
    timeout: target.timeoutMs ?? TIMEOUT_MS,
    retries: target.retries ?? RETRIES,
    transport: target.address.includes(':') ? 'udp6' : 'udp4',
  });
  // Packets that are no replies to us are told as errors of the session.
  session.on('error', () => undefined);
  return { walk: oid => walk(session, target, oid, signal), close: () => session.close() };
}

function walk(
  session: Session,
  { address }: SnmpTarget,
  oid: string,
  signal: AbortSignal | undefined,
): Promise<readonly Varbind[]> {
  signal?.throwIfAborted();
  const found: Varbind[] = [];
  return new Promise((resolve, reject) => {
    const interrupt = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', interrupt, { once: true });
    const feed = (varbinds: readonly Varbind[]): boolean => {
      found.push(...varbinds);
      return signal?.aborted === true;
    };
    session.subtree(oid, VALUES_AT_ONCE, feed, cause => {
      signal?.removeEventListener('abort', interrupt);
      if (cause === null || cause === undefined) resolve(found);
      else reject(new OmnicrmError('E_BACKEND_DOWN', `${address} does not answer SNMP: ${cause.message}`, { cause }));
    });
  });
}
