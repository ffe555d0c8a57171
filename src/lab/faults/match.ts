import { isDeepStrictEqual } from 'node:util';
import { isObject, parseJson, type Json, type LabRequest, type Simulator } from '../simulator.ts';
import { pathMatches } from './glob.ts';
import type { FaultMatch } from './rule.ts';

/** A call as rules see it. */
export interface Call {
  readonly system: string;
  readonly instance: string;
  readonly request: LabRequest;
  readonly rpc: string | undefined;
  /** The body as JSON (form fields as an object); undefined when it is neither. */
  readonly body: Json | undefined;
}

export function callOf(simulator: Simulator, request: LabRequest): Call {
  const { system, instance } = simulator;
  return {
    system,
    instance,
    request,
    rpc: simulator.rpcMethod(request),
    body: parseJson(request.body) ?? formFields(request),
  };
}

/** Do all members of the match hold? */
export function callMatches(match: FaultMatch, call: Call): boolean {
  return Object.values(matchTests).every(test => test(match, call));
}

/** Does the match look at nothing but which system it is? Then it can be decided before a request is read. */
export function isAboutSystem(match: FaultMatch): boolean {
  return Object.entries(match).every(
    ([name, wanted]) => wanted === undefined || name === 'system' || name === 'instance',
  );
}

type MatchTest = (match: FaultMatch, call: Call) => boolean;

/** What each member of a match asks; one that is absent asks nothing. */
export const matchTests: Readonly<Record<keyof FaultMatch, MatchTest>> = {
  system: ({ system }, call) => system === undefined || call.system === system,
  instance: ({ instance }, call) => instance === undefined || call.instance === instance,
  method: ({ method }, call) => method === undefined || call.request.method === method.toUpperCase(),
  path: ({ path }, call) => path === undefined || pathMatches(path, call.request.path),
  rpc: ({ rpc }, call) => rpc === undefined || (call.rpc !== undefined && pathMatches(rpc, call.rpc)),
  body: ({ body = {} }, call) =>
    Object.entries(body).every(([pointer, value]) => isWanted(atPointer(call.body, pointer), value)),
  account: ({ account }, call) => account === undefined || atPointer(call.body, '/params/0/Account') === account,
  imsi: ({ imsi }, call) =>
    imsi === undefined || call.request.path.split('/').includes(imsi) || atPointer(call.body, '/imsi') === imsi,
};

/** `{regex}` is a pattern over the value's text; all else must be equal. */
function isWanted(actual: Json | undefined, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null && 'regex' in wanted) {
    return (
      actual !== undefined &&
      new RegExp(String(wanted.regex)).test(typeof actual === 'string' ? actual : JSON.stringify(actual))
    );
  }
  return isDeepStrictEqual(actual, wanted);
}

/** What a JSON pointer (RFC 6901) points at. */
function atPointer(value: Json | undefined, pointer: string): Json | undefined {
  const names = pointer
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<Json | undefined>((place, name) => {
    if (Array.isArray(place)) return place[Number(name)];
    return isObject(place) && Object.hasOwn(place, name) ? place[name] : undefined;
  }, value);
}

function formFields(request: LabRequest): Json | undefined {
  if (!request.headers['content-type']?.includes('x-www-form-urlencoded')) return undefined;
  return Object.fromEntries(new URLSearchParams(request.body));
}
