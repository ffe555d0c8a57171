/** Requests that are wrong in one way or another, made by a seed: the same number makes the same request. */
import { seededRandom } from '../../../src/lab/random.ts';
import type { Route } from '../../../src/http/route.ts';

export interface BadRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | undefined;
}

type Random = () => number;

const texts: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  'null',
  'undefined',
  'true',
  '\0',
  '\u202e',
  '💥',

  "' or 1=1 --",
  '"; drop table customer; --',
  '%',
  '_',
  '*',
  '../../etc/passwd',
  '..%2f..%2f',
  '{{ 7 * 7 }}',
  '${7*7}',
  '<script>',
  'a'.repeat(300),
  'a'.repeat(20_000),
  '__proto__',
  'constructor',
  '[]',
  '{}',
  '\\',
  '\r\nX-Evil: 1',
  '2026-02-30',
];

const values: readonly unknown[] = [
  ...texts,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  [{}],
  { a: { b: { c: [] } } },
  { __proto__: { admin: true } },
  Array.from({ length: 300 }, (_, at) => at),
  { length: 1e9 },
];

const notJson: readonly string[] = [
  '{',
  '[1,',
  '"',
  '{"a":1,}',
  'nope',
  '\0',
  '['.repeat(5000),
  '{"a":1}{"b":2}',
  '\ufeff{}',
];

/** The request of a number: by somebody who may not, or of something that is not there, or with what cannot be read. */
export function badRequest(seed: number, routes: readonly Route[], adminToken: string): BadRequest {
  const random = seededRandom(seed + 1);
  const route = pick(random, routes);
  const isOpen = route.ways?.length === 0;
  const isKnown = !isOpen && random() < 0.75;
  const method =
    random() < 0.05 ? pick(random, ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) : route.method;
  const url = pathOf(random, route.url) + (random() < 0.5 ? queryOf(random) : '');
  const withBody = !['GET', 'HEAD', 'OPTIONS'].includes(method) || random() < 0.05;
  const caller = isKnown ? { authorization: `Bearer ${adminToken}` } : strangerOf(random);
  const type =
    random() < 0.9
      ? 'application/json'
      : pick(random, ['text/plain', 'application/xml', 'multipart/form-data', 'x', '']);
  const headers = { ...caller, ...(withBody ? { 'content-type': type } : {}), ...oddHeaders(random) };
  return { method, url, headers, payload: withBody ? bodyOf(random, route) : undefined };
}

/** No id of a row that is there. */
function pathOf(random: Random, url: string): string {
  const path = url.replaceAll(
    /:(\w+)/g,
    () => encodeURIComponent(pick(random, [...texts, '424242', '987654321012345'])) || 'x',
  );
  return random() < 0.05 ? path + pick(random, ['//', '/..', '%00', '%', '%zz', '?', '#', ';x']) : path;
}

function queryOf(random: Random): string {
  const names = ['page', 'per_page', 'sort', 'order', 'filters', 'search', 'wait', 'after', pick(random, texts)];
  const pairs = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const value =
      random() < 0.3
        ? JSON.stringify({ [pick(random, ['customer_id', 'x', '__proto__'])]: pick(random, values) })
        : pick(random, texts);
    return `${encodeURIComponent(pick(random, names))}=${encodeURIComponent(value.slice(0, 2000))}`;
  });
  return `?${pairs.join('&')}`;
}

/** Members of the route's own with wrong values, and one that no thing has. */
function bodyOf(random: Random, { schema }: Route): string {
  if (random() < 0.15) return pick(random, notJson);
  if (random() < 0.1) return JSON.stringify(pick(random, values));
  const described: { readonly properties?: object } = schema.body ?? {};
  const known = Object.keys(described.properties ?? {});
  const names = Array.from({ length: Math.floor(random() * 5) }, () => pick(random, [...known, ...texts]));
  return JSON.stringify({
    no_thing_has_this: 1,
    ...Object.fromEntries(names.map(name => [name, pick(random, values)])),
  });
}

function strangerOf(random: Random): Record<string, string> {
  const word = pick(random, texts).replaceAll(/[^\x21-\x7e]/g, '');
  return pick(random, [
    {},
    { authorization: word },
    { authorization: `Bearer ${word}` },
    { 'x-api-key': word },
    { cookie: `refresh_token=${word.slice(0, 100)}` },
  ]);
}

function oddHeaders(random: Random): Record<string, string> {
  if (random() > 0.1) return {};
  const word = pick(random, texts)
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, 500);
  return {
    [pick(random, ['idempotency-key', 'x-forwarded-for', 'last-event-id', 'accept', 'origin', 'content-encoding'])]:
      word,
  };
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}
