import { passwordMark } from '../../crm/password-mark.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Ticket, Tokens } from '../tokens.ts';

/** Reads a ticket. Throws E_UNAUTHENTICATED also when its user is gone or disabled, or has another password by now. */
export async function readTicket(
  db: Database,
  tokens: Tokens,
  purpose: Parameters<Tokens['verifyTicket']>[0],
  token: string,
): Promise<Ticket> {
  const ticket = await tokens.verifyTicket(purpose, token);
  if ((await passwordMark(db, ticket.userId)) === ticket.mark) return ticket;
  throw new OmnicrmError('E_UNAUTHENTICATED', 'the token is no longer valid: the password was changed');
}
