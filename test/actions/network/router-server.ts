/** A router on loopback that speaks RouterOS's API: it lets one user in, and has simple queues. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { encodeSentence, readSentences } from '../../../src/actions/network/routeros/sentences.ts';

export interface RouterServer {
  readonly port: number;
  /** The words of each queue that was set, by its name. */
  readonly queues: Map<string, readonly string[]>;
  /** First words of all sentences that came. */
  readonly asked: string[];
}

export interface RouterManners {
  readonly username?: string;
  readonly password?: string;
  /** Logs in by challenge, as before 6.43. */
  readonly isOld?: boolean;
  readonly queues?: readonly string[];
  /** A queue that it refuses to change. */
  readonly locked?: string;
  /** Says so when it is asked for a queue, and hangs up. */
  readonly fatal?: string;
}

export async function startRouter(t: TestContext, manners: RouterManners = {}): Promise<RouterServer> {
  const { queues = [] } = manners;
  const state = { queues: new Map(queues.map(name => [name, [] as readonly string[]])), asked: [] as string[] };
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket, manners, state).catch(() => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, ...state };
}

type State = Pick<RouterServer, 'queues' | 'asked'>;
type Words = ReadonlyMap<string, string>;

async function serve(socket: Socket, manners: RouterManners, state: State): Promise<void> {
  const say = (...words: string[]): void => void socket.write(encodeSentence(words));
  let isIn = false;
  let challenge = '';
  for await (const [command = '', ...rest] of readSentences(socket)) {
    state.asked.push(command);
    const words: Words = new Map(
      rest.map(word => [word.replace(/^(.[^=]*)=[^]*$/, '$1'), word.replace(/^.[^=]*=/, '')]),
    );
    if (command === '/login') {
      if (manners.isOld === true && !words.has('=response')) {
        challenge = randomBytes(16).toString('hex');
        say('!done', `=ret=${challenge}`);
      } else if (isRight(manners, words, challenge)) {
        isIn = true;
        say('!done');
      } else refuse(say, 'invalid user name or password (6)');
    } else if (!isIn) refuse(say, 'not logged in');
    else if (manners.fatal !== undefined) {
      say('!fatal', manners.fatal);
      socket.end();
    } else answer(say, manners, state, command, words);
  }
}

function isRight(
  { username = 'api', password = 'pässword', isOld = false }: RouterManners,
  words: Words,
  challenge: string,
): boolean {
  if (words.get('=name') !== username) return false;
  if (!isOld) return words.get('=password') === password;
  const md5 = createHash('md5').update('\0').update(password).update(Buffer.from(challenge, 'hex')).digest('hex');
  return words.get('=response') === `00${md5}`;
}

function answer(
  say: (...words: string[]) => void,
  { locked }: RouterManners,
  { queues }: State,
  command: string,
  words: Words,
): void {
  const names = [...queues.keys()];
  if (command === '/queue/simple/print') {
    const at = names.indexOf(words.get('?name') ?? '');
    if (at >= 0) say('!re', `=.id=*${at + 1}`);
    return say('!done');
  }
  const name = names[Number(words.get('=.id')?.slice(1)) - 1];
  if (command !== '/queue/simple/set' || name === undefined) return refuse(say, 'no such item');
  if (name === locked) return refuse(say, 'failure: not permitted (9)');
  queues.set(
    name,
    [...words].filter(([key]) => key !== '=.id').map(([key, value]) => `${key}=${value}`),
  );
  say('!done');
}

function refuse(say: (...words: string[]) => void, message: string): void {
  say('!trap', `=message=${message}`);
  say('!done');
}
