import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerNetwork } from '../../crm/network-address.ts';
import type { Challenge } from './digest/challenge.ts';
import { type Accounts, checkDigest } from './digest/check-digest.ts';
import type { Guesses } from './digest/guesses.ts';

/** Who may come in, and who has guessed too often. */
export interface Gate {
  readonly accounts: Accounts;
  readonly challenge: Challenge;
  readonly guesses: Guesses;
}

/** Answers 401 for who is not let in, and 429 after too many wrong digests of one network, right ones included. */
export async function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, challenge, guesses }: Gate,
): Promise<FastifyReply | undefined> {
  const verdict = checkDigest(request.raw, accounts, challenge);
  const isGuess = verdict === 'wrong' && request.headers.authorization !== undefined;
  if (isGuess || !guesses.isQuiet) {
    const caller = await callerNetwork(request.ip);
    const wait = guesses.waitOf(caller);
    if (wait !== undefined) return refuse(reply.code(429).header('retry-after', String(wait)), 'Too Many Requests');
    if (isGuess) guesses.add(caller);
  }
  if (verdict === 'good') return undefined;
  return refuse(reply.code(401).headers(challenge.headers(verdict === 'stale')), 'Unauthorized Access');
}

function refuse(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'text/html').send(text);
}
