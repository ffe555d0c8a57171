/** A switch as an SNMP agent of the library net-snmp: what it is called, its ports, and which MAC it sees on which. */
import type { Agent, Mib, TableProvider } from 'net-snmp';
import snmp from 'net-snmp';

export interface SimulatedSwitch {
  /** Its loopback address: `127.0.1.5`. */
  readonly address: string;
  /** What it answers to; `public` when not told. */
  readonly community?: string;
  readonly name?: string;
  /** Its own MAC. */
  readonly mac?: string;
  /** Names of its ports; port 1 is the first. */
  readonly ports?: readonly string[];
  readonly fdb?: readonly { readonly mac: string; readonly port: number; readonly vlan?: number }[];
  /** Which MAC got an address by DHCP in which VLAN. */
  readonly bindings?: readonly { readonly mac: string; readonly vlan: number }[];
}

/** Starts the agent of a switch. */
export function startAgent(one: SimulatedSwitch, port: number): Agent {
  // Questions with a wrong community are errors to the library; a switch does not answer them, nor talk about them.
  const agent = snmp.createAgent({ address: one.address, port }, () => undefined);
  agent.getAuthorizer().addCommunity(one.community ?? 'public');
  const mib = agent.getMib();
  describe(mib, one);
  for (const [index, table] of tables.entries()) addTable(mib, `table${index}`, table, one);
  return agent;
}

/** Scalars: sysDescr, sysName, dot1dBaseBridgeAddress, and an end: the library gives no answer to a walk beyond its last value. */
function describe(mib: Mib, { name = 'switch', mac = '02:00:00:00:00:01' }: SimulatedSwitch): void {
  const values = [
    ['1.3.6.1.2.1.1.1', 'omnicrm lab switch'],
    ['1.3.6.1.2.1.1.5', name],
    ['1.3.6.1.2.1.17.1.1', octets(mac)],
    ['1.3.9.1', 'end'],
  ] as const;
  for (const [oid, value] of values) {
    const { Scalar } = snmp.MibProviderType;
    const { OctetString } = snmp.ObjectType;
    mib.registerProvider({
      name: oid,
      type: Scalar,
      oid,
      scalarType: OctetString,
      maxAccess: snmp.MaxAccess['read-only'],
    });
    mib.setScalarValue(oid, value);
  }
}

interface Column {
  readonly number: number;
  readonly type: 'Integer' | 'OctetString';
}

/** A table of the agent: which of its first columns are the index, and its rows. */
interface Table {
  readonly oid: string;
  readonly columns: readonly Column[];
  readonly index: number;
  rows(one: SimulatedSwitch): readonly (readonly (number | string | Buffer)[])[];
}

const integer = (number: number): Column => ({ number, type: 'Integer' });
const octetString = (number: number): Column => ({ number, type: 'OctetString' });
const isUp = 1;

const tables: readonly Table[] = [
  // ifTable: ifIndex, ifOperStatus
  {
    oid: '1.3.6.1.2.1.2.2.1',
    columns: [integer(1), integer(8)],
    index: 1,
    rows: one => portNumbers(one).map(port => [port, isUp]),
  },
  // dot1dBasePortTable: dot1dBasePort, dot1dBasePortIfIndex
  {
    oid: '1.3.6.1.2.1.17.1.4.1',
    columns: [integer(1), integer(2)],
    index: 1,
    rows: one => portNumbers(one).map(port => [port, port]),
  },
  // ifXTable: ifIndex, ifAlias
  {
    oid: '1.3.6.1.2.1.31.1.1.1',
    columns: [integer(1), octetString(18)],
    index: 1,
    rows: one => portNumbers(one).map(port => [port, one.ports?.[port - 1] ?? '']),
  },
  // dot1dTpFdbTable: dot1dTpFdbAddress, dot1dTpFdbPort
  {
    oid: '1.3.6.1.2.1.17.4.3.1',
    columns: [octetString(1), integer(2)],
    index: 1,
    rows: ({ fdb = [] }) => fdb.filter(({ vlan }) => vlan === undefined).map(({ mac, port }) => [octets(mac), port]),
  },
  // dot1qTpFdbTable: the VLAN (an index of another table), dot1qTpFdbAddress, dot1qTpFdbPort
  {
    oid: '1.3.6.1.2.1.17.7.1.2.2.1',
    columns: [integer(100), octetString(1), integer(2)],
    index: 2,
    rows: ({ fdb = [] }) =>
      fdb.flatMap(({ mac, port, vlan }) => (vlan === undefined ? [] : [[vlan, octets(mac), port]])),
  },
  // cdsBindingsTable (Cisco): the VLAN, the MAC, and one of what is told of them
  {
    oid: '1.3.6.1.4.1.9.9.380.1.4.1.1',
    columns: [integer(1), octetString(2), integer(3)],
    index: 2,
    rows: ({ bindings = [] }) => bindings.map(({ vlan, mac }) => [vlan, octets(mac), 1]),
  },
];

function addTable(mib: Mib, name: string, table: Table, one: SimulatedSwitch): void {
  const rows = table.rows(one);
  if (rows.length === 0) return;
  mib.registerProvider(providerOf(name, table));
  for (const row of rows) mib.addTableRow(name, row);
}

function providerOf(name: string, { oid, columns, index }: Table): TableProvider {
  const access = snmp.MaxAccess;
  return {
    name,
    oid,
    type: snmp.MibProviderType.Table,
    maxAccess: access['not-accessible'],
    tableColumns: columns.map(({ number, type }, at) => ({
      number,
      name: `${name}.${number}`,
      type: snmp.ObjectType[type],
      maxAccess: access[at < index ? 'not-accessible' : 'read-only'],
    })),
    tableIndex: columns.slice(0, index).map(({ number, type }) => ({
      columnNumber: number,
      columnName: `${name}.${number}`,
      type: snmp.ObjectType[type],
      ...(type === 'OctetString' ? { length: 6 } : {}),
    })),
  };
}

function portNumbers({ ports = [] }: SimulatedSwitch): readonly number[] {
  return ports.map((_name, index) => index + 1);
}

function octets(mac: string): Buffer {
  return Buffer.from(mac.replaceAll(':', ''), 'hex');
}
