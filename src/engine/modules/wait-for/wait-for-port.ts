import { createConnection, type Socket } from 'node:net';
import type { ModuleArguments, ModuleContext } from '../../module.ts';
import { integerArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { connectionsTo } from './open-connections.ts';
import { reachedWithoutMatch, searchText, type Reached } from './reached.ts';

/** Whether the port answers (and says what is searched), is closed, or has no connections left; null when not yet. */
export async function portReached(args: ModuleArguments, context: ModuleContext, end: number): Promise<Reached | null> {
  const state = textArgument(args, 'state');
  if (state === 'drained') return connectionsTo(args) === 0 ? reachedWithoutMatch : null;
  const socket = await connect(args, context.signal, end);
  if (state === 'stopped' || state === 'absent') {
    socket?.destroy();
    return socket === null ? reachedWithoutMatch : null;
  }
  if (socket === null) return null;
  const pattern = optionalText(args, 'search_regex');
  const reached = pattern === null ? reachedWithoutMatch : await searchStream(socket, pattern, end);
  socket.destroy();
  return reached;
}

function connect(args: ModuleArguments, signal: AbortSignal, end: number): Promise<Socket | null> {
  const [host, port] = [textArgument(args, 'host'), integerArgument(args, 'port')];
  const limit = Math.min(integerArgument(args, 'connect_timeout') * 1000, Math.max(1, end - performance.now()));
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, signal });
    const timer = setTimeout(() => giveUp(), limit);
    const giveUp = (): void => {
      clearTimeout(timer);
      socket.destroy();
      if (signal.aborted) reject(aborted(signal));
      else resolve(null);
    };
    socket.once('error', giveUp);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

function aborted(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}

/** Reads until the pattern is found, the other side closes, or the time is over. */
async function searchStream(socket: Socket, pattern: string, end: number): Promise<Reached | null> {
  const timer = setTimeout(() => socket.destroy(), Math.max(1, end - performance.now()));
  let text = '';
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      const found = searchText(pattern, text);
      if (found !== null) return found;
    }
  } catch {
    // A connection that breaks off has not said it: ask again.
  } finally {
    clearTimeout(timer);
  }
  return null;
}
