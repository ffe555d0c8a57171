/** What a task of the watchdog can look at. Each gives a text; what cannot be looked at throws. */
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { splitWords } from '../../../engine/modules/process/split-words.ts';
import { OmnicrmError } from '../../../errors.ts';
import type { ActionContext } from '../../action.ts';
import { isUdpOpen } from '../programs/nmap.ts';
import { pingAll } from '../programs/ping-all.ts';
import { runProgram } from '../programs/run-program.ts';
import { openSession } from '../snmp/open-session.ts';
import { valueText } from '../snmp/value-text.ts';

type Check = (context: ActionContext, param: string) => Promise<string>;

const CONNECT_MS = 2000;
const HTTP_MS = 10_000;
const GIGABYTE = 1024 ** 3;

/** Runs the check of a task. Throws E_INPUT for a kind there is none of, and for a parameter it cannot use. */
export async function check(context: ActionContext, checkType: string, param: string): Promise<string> {
  const run = checks.get(checkType);
  if (run === undefined) throw new OmnicrmError('E_INPUT', `there is no check '${checkType}'`);
  if (param === '') throw new OmnicrmError('E_INPUT', `${checkType} wants a parameter`);
  return run(context, param);
}

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['icmpping', async (context, host) => String((await pingAll(context, [host])).has(host))],
  ['hopeping', async (context, host) => String((await pingAll(context, [host], 5)).has(host))],
  ['tcpping', async (_context, param) => String(await answersTcp(...hostAndPort(param)))],
  ['udpping', async (context, param) => String(await isUdpOpen(context, ...hostAndPort(param)))],
  ['httpget', httpGet],
  ['snmpwalk', snmpWalk],
  [
    'script',
    async ({ signal }, param) => {
      const [program = '', ...args] = splitWords(param);
      return (await runProgram(program, args, { signal, hint: 'a task of the watchdog runs it' })).stdout.trim();
    },
  ],
  [
    'freediskspace',
    async (_context, path) => {
      const { bavail, bsize } = await statfs(path);
      return String(Number(((bavail * bsize) / GIGABYTE).toFixed(2)));
    },
  ],
  [
    'getusertraff',
    async ({ db }, login) => {
      const row = await db
        .selectFrom('subscriber as s')
        .innerJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
        .select(({ eb }) => eb('p.octets_down', '+', eb.ref('p.octets_up')).as('octets'))
        .where('s.login', '=', login)
        .executeTakeFirst();
      return String(row?.octets ?? 0);
    },
  ],
  ['fileexists', async (_context, path) => String(existsSync(path))],
]);

function hostAndPort(param: string): [host: string, port: number] {
  const match = /^([A-Za-z0-9_][\w.-]*):(\d{1,5})$/.exec(param);
  if (match === null) throw new OmnicrmError('E_INPUT', `'${param}' is not host:port`);
  return [match[1] ?? '', Number(match[2])];
}

function answersTcp(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    const end = (isOpen: boolean) => (): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** The trimmed text; empty when there was no reply. */
async function httpGet({ signal }: ActionContext, url: string): Promise<string> {
  const {
    default: { request },
  } = await import('undici');
  try {
    const { body } = await request(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(HTTP_MS)]) });
    return (await body.text()).trim();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError && !('cause' in error)) throw new OmnicrmError('E_INPUT', `'${url}' is no URL`);
    return '';
  }
}

/** `host:community:oid`: the values without their types; empty when nobody answers. */
async function snmpWalk({ options, signal }: ActionContext, param: string): Promise<string> {
  const [address = '', community = '', oid = ''] = param.split(':');
  if (!/^\.?\d+(\.\d+)+$/.test(oid)) throw new OmnicrmError('E_INPUT', `'${param}' is not host:community:oid`);
  const session = await openSession({ address, community, port: options.digits('SNMP_PORT', 161) }, signal);
  try {
    const values = await session.walk(below(oid.replace(/^\./, '')));
    return values.map(value => valueText(value).replace(/^[\w-]+: /, '')).join('\n');
  } catch (error) {
    if (error instanceof OmnicrmError && error.code === 'E_BACKEND_DOWN') return '';
    throw error;
  } finally {
    session.close();
  }
}

/** A walk goes below an OID: the instance of a scalar (`….5.0`) is below its parent. */
function below(oid: string): string {
  return oid.replace(/\.0$/, '');
}
