import type { FastifyRequest } from 'fastify';
import { OmnicrmError } from '../../errors.ts';
import { lacksSecondFactor } from '../../crm/second-factor.ts';
import type { Database } from '../../store/schema.ts';
import type { Route, Way } from '../route.ts';
import type { Tokens } from '../tokens.ts';
import type { Access } from './access.ts';
import { accessOf } from './access-of.ts';
import { addressAccess } from './address-access.ts';
import { keyAccess } from './key-access.ts';
import { createNobody } from './nobody.ts';
import { sourceAddress } from './source-address.ts';
import type { PlainKey } from './plain-keys.ts';

/** What it takes to know who asks. */
export interface Doors {
  readonly db: Database;
  readonly tokens: Tokens;
  readonly plainKeys: readonly PlainKey[];
  /** Roles whose users must have a second factor. */
  readonly secondFactorRoles: readonly string[];
  readonly isWhitelisted: (address: string) => boolean;
}

/**
 * Who asks, by the first of the route's ways that the request tries: bearer token, API key, address. One that is tried and
 * fails is refused; another is not tried. Throws E_UNAUTHENTICATED (401) or E_NOT_ALLOWED (403).
 */
export async function identify(request: FastifyRequest, route: Route, doors: Doors): Promise<Access> {
  const ways = waysOf(route);
  if (ways.length === 0) return createNobody(request.ip);
  const { authorization, 'x-api-key': key } = request.headers;
  if (authorization !== undefined && ways.includes('bearer')) {
    const access = await accessOf(doors.db, await doors.tokens.verifyToken(bearerToken(authorization)));
    if (route.withoutSecondFactor !== true) await refuseWithoutSecondFactor(access, doors);
    return access;
  }
  if (typeof key === 'string' && ways.includes('api_key')) {
    const path = (): string => pathOf(route, request);
    const use = { method: route.method, path, address: sourceAddress(request) };
    return keyAccess(doors.db, doors.plainKeys, key, use);
  }
  if (!ways.includes('address')) throw nothingShown();
  const address = sourceAddress(request);
  if (doors.isWhitelisted(address)) return addressAccess(doors.db, address);
  if (ways.includes('bearer')) throw nothingShown();
  throw new OmnicrmError('E_NOT_ALLOWED', `the address ${address} is not on the white list`);
}

/** Refuses (E_NOT_ALLOWED) a login whose role demands a second factor, until its user has one. */
async function refuseWithoutSecondFactor({ userId, sessionId }: Access, doors: Doors): Promise<void> {
  if (sessionId === undefined || !(await lacksSecondFactor(doors.db, userId, doors.secondFactorRoles))) return;
  throw new OmnicrmError('E_NOT_ALLOWED', 'your role demands a second factor, and you have none', {
    hint: `POST /crm/2fa/enable/user/${userId}, then /crm/2fa/verify/user/${userId}`,
  });
}

/** The ways into a route; none for one that is open to everybody. */
export function waysOf({ ways }: Pick<Route, 'ways'>): readonly Way[] {
  return ways ?? ['bearer', 'api_key'];
}

function bearerToken(header: string): string {
  const token = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
  if (token === undefined) throw nothingShown();
  return token;
}

function nothingShown(): OmnicrmError {
  return new OmnicrmError('E_UNAUTHENTICATED', 'a bearer token or an API key is wanted', {
    hint: 'send the header Authorization: Bearer <token>, or X-API-KEY: <key>',
  });
}

/** The path as the router understood it, whatever its encoding was. */
function pathOf(route: Route, request: FastifyRequest): string {
  const params = new Map(Object.entries(request.params as Readonly<Record<string, string>>));
  return route.url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params.get(name) ?? ''));
}
