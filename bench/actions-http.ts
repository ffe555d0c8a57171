import autocannon from 'autocannon';
import fastify from 'fastify';
import { optionsFrom } from '../src/actions/options/options.ts';
import { loadConfig } from '../src/config.ts';
import { buildServer } from '../src/http/build-server.ts';
import { createTokens } from '../src/http/tokens.ts';
import { makeBed } from './actions-bed.ts';

const SECONDS = 5;
const CONNECTIONS = 10;
const SERIAL = 'UB0123456789abcdef0123456789abcdef';

/** `?action=` of one that writes its run and of one that reads only, against a bare Fastify that answers a text. */
export async function remoteApiAgainstFastify(): Promise<void> {
  const bed = await makeBed();
  const config = await loadConfig({ env: bed.env, cwd: '/' });
  const options = optionsFrom({ REMOTEAPI_ENABLED: '1', POLICEDOG_ENABLED: '1' });
  const tokens = createTokens({ secret: 'a secret of at least thirty-two characters' });
  const remoteApi = { floor: { db: bed.db, config, options }, serial: SERIAL, compat: false };
  const ours = await buildServer({ db: bed.db, tokens, remoteApi });
  const bare = fastify();
  bare.get('/', async (_request, reply) => reply.type('text/html; charset=UTF-8').send('OK:POLICEDOG'));
  try {
    const where = { host: '127.0.0.1', port: 0 };
    const [url, bareUrl] = await Promise.all([ours.listen(where), bare.listen(where)]);
    const path = `/?module=remoteapi&key=${SERIAL}&action=`;
    const floor = await perSecond(`${bareUrl}${path}policedog`);
    print('bare Fastify', floor, floor);
    print('?action=switchescoverage (reads, one row)', await perSecond(`${url}${path}switchescoverage`), floor);
    print('?action=policedog (lock, work, record)', await perSecond(`${url}${path}policedog`), floor);
  } finally {
    await Promise.all([ours.close(), bare.close()]);
    await bed.close();
  }
}

async function perSecond(url: string): Promise<number> {
  const { requests, non2xx } = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
  if (non2xx > 0) throw new Error(`${non2xx} requests were refused`);
  return requests.average;
}

function print(label: string, rate: number, floor: number): void {
  console.log(
    `${label.padEnd(44)}${rate.toFixed(0).padStart(9)} a second${(rate / floor).toFixed(3).padStart(9)} of bare`,
  );
}
