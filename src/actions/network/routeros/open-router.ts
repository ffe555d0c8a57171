import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { OmnicrmError } from '../../../errors.ts';
import { logIn } from './log-in.ts';
import { encodeSentence, readSentences } from './sentences.ts';
import type { Router, RouterRow, RouterTarget } from './router.ts';

const TIMEOUT_MS = 10_000;

/** Connects and logs in. Throws as `ask` does. */
export async function openRouter(target: RouterTarget, signal: AbortSignal): Promise<Router> {
  signal.throwIfAborted();
  const socket = addAbortSignal(signal, connect({ host: target.address, port: target.port }));
  // Whoever waits for the router is told by what he waits for.
  socket.on('error', () => undefined);
  socket.setTimeout(target.timeoutMs ?? TIMEOUT_MS, () => socket.destroy(new Error('it says nothing')));
  const router = routerOn(socket, target, signal);
  try {
    await failingAs(target, signal, () => once(socket, 'connect'));
    await logIn(router, target);
    return router;
  } catch (error) {
    router.close();
    throw error;
  }
}

function routerOn(socket: Socket, target: RouterTarget, signal: AbortSignal): Router {
  const sentences = readSentences(socket);
  return {
    close: () => socket.destroy(),
    ask: async (command, words = []) => {
      const reply = await failingAs(target, signal, () => {
        socket.write(encodeSentence([command, ...words]));
        return readReply(sentences);
      });
      if (reply.refusal === undefined) return reply.rows;
      throw new OmnicrmError('E_DECLINED', `${target.address} refuses ${command}: ${reply.refusal}`);
    },
  };
}

interface Reply {
  readonly rows: readonly RouterRow[];
  /** Why it was not done. */
  readonly refusal: string | undefined;
}

/** Sentences until that which ends a reply; a refusal is followed by it too. */
async function readReply(sentences: AsyncGenerator<readonly string[], undefined>): Promise<Reply> {
  const rows: RouterRow[] = [];
  let refusal: string | undefined;
  for (;;) {
    const { value } = await sentences.next();
    if (value === undefined) throw new Error('it hung up');
    const [kind, ...words] = value;
    if (kind === '!fatal') throw new Error(words.join(' '));
    const row = rowOf(words);
    if (kind === '!trap') refusal ??= row.get('message') ?? words.join(' ');
    else rows.push(row);
    if (kind === '!done') return { rows, refusal };
  }
}

function rowOf(words: readonly string[]): RouterRow {
  return new Map(
    words.flatMap(word => {
      const parts = /^=([^=]+)=([^]*)$/.exec(word);
      return parts === null ? [] : [[parts[1] ?? '', parts[2] ?? ''] as const];
    }),
  );
}

async function failingAs<T>({ address, port }: RouterTarget, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof OmnicrmError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_BACKEND_DOWN', `the router ${address}:${port} does not answer: ${message}`, { cause });
  }
}
