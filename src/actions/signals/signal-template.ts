import { type ModelFile, readModelFile } from '../model-file.ts';

/** Where devices of a model keep the signals of their clients. */
export interface SignalTemplate {
  /** Where the client's MAC is: six numbers of the index, or below an OID; there it may be the serial number of an ONU. */
  readonly mac: string;
  readonly rx: string;
  readonly tx: string | undefined;
  readonly distance: string | undefined;
  /** What a signal is divided by to be dBm. */
  readonly divisor: number;
  /** The number that stands for a client that is off. */
  readonly offline: number | undefined;
}

const OID = /^\d+(\.\d+)+$/;
const templates: ModelFile<SignalTemplate> = {
  folder: 'snmp/signals',
  what: 'template of signals',
  known: ['mac', 'rx', 'tx', 'distance', 'divisor', 'offline'],
  read: templateOf,
};

/**
 * The template NAME.yaml of the operator (`snmp/signals/` in the home) or of omnicrm (`data/snmp/signals/`); undefined when there
 * is none. Throws E_CONFIG, with the file, for one that does not read.
 */
export function readSignalTemplate(home: string, name: string): Promise<SignalTemplate | undefined> {
  return readModelFile(home, templates, name);
}

function templateOf(fields: ReadonlyMap<string, unknown>): SignalTemplate {
  const oid = (name: string): string | undefined => {
    const value: unknown = fields.get(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && OID.test(value)) return value;
    throw new Error(`${name} is no OID`);
  };
  const mac = String(fields.get('mac'));
  if (!['first of index', 'last of index'].includes(mac) && !OID.test(mac)) {
    throw new Error("mac is 'first of index', 'last of index' or an OID");
  }
  const rx = oid('rx');
  if (rx === undefined) throw new Error('rx is missing');
  const offline: unknown = fields.get('offline');
  const divisor = Number(fields.get('divisor') ?? 1);
  return {
    mac,
    rx,
    tx: oid('tx'),
    distance: oid('distance'),
    divisor,
    offline: offline === undefined ? undefined : Number(offline),
  };
}
