/** What omnicrm and its lab use of the library net-snmp, which brings no types. */
declare module 'net-snmp' {
  import type { EventEmitter } from 'node:events';

  export interface Varbind {
    readonly oid: string;
    readonly type: number;
    readonly value: unknown;
  }

  export interface Session extends EventEmitter {
    subtree(
      oid: string,
      maxRepetitions: number,
      feed: (varbinds: readonly Varbind[]) => boolean,
      done: (error: Error | null) => void,
    ): void;
    close(): void;
  }

  export interface TableProvider {
    readonly name: string;
    readonly type: number;
    readonly oid: string;
    readonly maxAccess: number;
    readonly tableColumns: readonly {
      readonly number: number;
      readonly name: string;
      readonly type: number;
      readonly maxAccess: number;
    }[];
    readonly tableIndex: readonly {
      readonly columnNumber: number;
      readonly columnName?: string;
      readonly type?: number;
      readonly length?: number;
    }[];
  }

  export interface ScalarProvider {
    readonly name: string;
    readonly type: number;
    readonly oid: string;
    readonly scalarType: number;
    readonly maxAccess: number;
  }

  export interface Mib {
    registerProvider(provider: TableProvider | ScalarProvider): void;
    setScalarValue(name: string, value: unknown): void;
    addTableRow(table: string, row: readonly unknown[]): void;
  }

  export interface Agent {
    readonly listener: { readonly sockets: Readonly<Record<string, import('node:dgram').Socket>> };
    getMib(): Mib;
    getAuthorizer(): { addCommunity(community: string): void };
    close(callback?: () => void): void;
  }

  interface NetSnmp {
    createSession(
      host: string,
      community: string,
      options: {
        readonly port?: number;
        readonly retries?: number;
        readonly timeout?: number;
        readonly version?: number;
        readonly idBitsSize?: number;
        readonly transport?: 'udp4' | 'udp6';
      },
    ): Session;
    createAgent(
      options: { readonly port: number; readonly address: string; readonly transport?: 'udp4' | 'udp6' },
      callback: (error: Error | null) => void,
    ): Agent;
    isVarbindError(varbind: Varbind): boolean;
    readonly Version2c: number;
    readonly ObjectType: Readonly<
      Record<'Integer' | 'OctetString' | 'OID' | 'IpAddress' | 'Counter' | 'Gauge' | 'TimeTicks' | 'Counter64', number>
    >;
    readonly MaxAccess: Readonly<Record<'not-accessible' | 'read-only', number>>;
    readonly MibProviderType: { readonly Scalar: number; readonly Table: number };
    readonly RequestTimedOutError: new (message?: string) => Error;
  }

  const snmp: NetSnmp;
  export default snmp;
}
