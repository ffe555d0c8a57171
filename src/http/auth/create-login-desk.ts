import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoginDesk } from './login-desk.ts';
import type { ServerOptions } from '../server-options.ts';

const COOKIE = 'refresh_token';
const WEEK_SECONDS = 7 * 24 * 3600;
const MONTH_SECONDS = 30 * 24 * 3600;

/** The login desk of one request. Scripts never see its cookie, other sites never send it, other paths never get it. */
export function createLoginDesk(request: FastifyRequest, reply: FastifyReply, options: ServerOptions): LoginDesk {
  const { tokens, security, reset, report } = options;
  // On loopback without TLS a Secure cookie would never come back.
  const cookie = {
    path: '/crm/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
  return {
    tokens,
    address: request.ip,
    secondFactorRoles: security?.secondFactorRoles ?? [],
    reset,
    afterwards: work => reply.raw.once('close', () => void work().catch((error: unknown) => report?.(error))),
    userAgent: request.headers['user-agent'] ?? null,
    refreshCookie: request.cookies[COOKIE],
    setRefreshCookie: (token, maxAge) => void reply.setCookie(COOKIE, token, { ...cookie, maxAge }),
    clearRefreshCookie: () => void reply.clearCookie(COOKIE, cookie),
    lifetimeSeconds: remember =>
      remember ? (security?.rememberSeconds ?? MONTH_SECONDS) : (security?.refreshSeconds ?? WEEK_SECONDS),
  };
}
