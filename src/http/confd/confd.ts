/** The API of XiVO's confd at `/1.1`: a plugin of the listener on the CRM's own phone system. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { OmnicrmError } from '../../errors.ts';
import { type PhoneContext, setContexts } from '../../crm/phone/set-contexts.ts';
import type { Database } from '../../store/schema.ts';
import type { Accounts } from './digest/check-digest.ts';
import { ha1Of } from './digest/digest-response.ts';
import { Guesses } from './digest/guesses.ts';
import { qopChallenge } from './digest/qop-challenge.ts';
import { sessionChallenge } from './digest/session-challenge.ts';
import { errorList } from './error-list.ts';
import { answerCall } from './answer-call.ts';
import { letIn } from './let-in.ts';
import { corsHeaders } from './cors.ts';
import { sendJson } from './send-json.ts';

/** What the API needs; without it there is none. */
export interface ConfdApi {
  readonly db: Database;
  /** Password by login. */
  readonly users: ReadonlyMap<string, string>;
  /** `2015` is the cookie-bound challenge of that time. */
  readonly challenge: 'qop' | '2015';
  /** What the operator sets of the dial plan. */
  readonly contexts?: readonly PhoneContext[] | undefined;
  readonly now?: (() => Date) | undefined;
  /** Told of failures that are nobody's input. */
  readonly report?: ((error: unknown) => void) | undefined;
}

/** Registers `/1.1` and all below it. Who asks is looked at before anything else: strangers learn nothing. */
export async function registerConfd(server: FastifyInstance, api: ConfdApi): Promise<void> {
  const accounts: Accounts = new Map([...api.users].map(([login, password]) => [login, ha1Of(login, password)]));
  const now = api.now ?? (() => new Date());
  const challenge = api.challenge === '2015' ? sessionChallenge() : qopChallenge(now);
  const gate = { accounts, challenge, guesses: new Guesses(now) };
  await setContexts(api.db, api.contexts ?? []);
  await server.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.setErrorHandler((error, _request, reply) => sendError(reply, error, api));
    scope.addHook('onRequest', async (request, reply) => {
      void reply.headers(corsHeaders(request.raw));
      if (request.method !== 'OPTIONS') return letIn(request, reply, gate);
      return undefined;
    });
    for (const url of ['/1.1', '/1.1/*']) {
      scope.route({
        method: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'],
        url,
        exposeHeadRoute: false,
        handler: async (request, reply) => answerCall(request, reply, api.db),
      });
    }
  });
}

function sendError(reply: FastifyReply, error: unknown, { report }: ConfdApi): void {
  const { status, texts } = errorList(error);
  if (status === 500 && !(error instanceof OmnicrmError && error.code === 'E_BUSY')) report?.(error);
  void sendJson(reply, status, texts);
}
