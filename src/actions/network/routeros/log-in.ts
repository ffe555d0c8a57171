import { createHash } from 'node:crypto';
import type { RouterTarget, Router } from './router.ts';

/**
 * Logs in with name and password, as RouterOS does since 6.43. An older one answers with a challenge instead, and gets its
 * digest with the password (RouterOS manual, "API", initial login).
 */
export async function logIn(router: Router, { username, password }: RouterTarget): Promise<void> {
  const answer = await router.ask('/login', [`=name=${username}`, `=password=${password}`]);
  const challenge = answer.at(-1)?.get('ret');
  if (challenge === undefined) return;
  await router.ask('/login', [`=name=${username}`, `=response=${digestOf(password, challenge)}`]);
}

function digestOf(password: string, challenge: string): string {
  const secret = Buffer.concat([Buffer.of(0), Buffer.from(password), Buffer.from(challenge, 'hex')]);
  return `00${createHash('md5').update(secret).digest('hex')}`;
}
