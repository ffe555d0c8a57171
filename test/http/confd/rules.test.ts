/** What confd takes and refuses, case by case: `rules/*.yaml` lists requests, each with its status and what it says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/package-root.ts';
import { type Ask, openPhoneServer } from './phone-server.ts';

interface Step {
  /** `POST /users/{user}/lines`: `{user}` is the id of what a step before called `user`. */
  readonly do: string;
  readonly with?: unknown;
  readonly as?: string;
  readonly status: number;
  /** The one text of an error, ids in braces. */
  readonly says?: string;
  /** Members of the reply. */
  readonly has?: Record<string, unknown>;
  /** Values of the first member named, of each item of a list. */
  readonly lists?: Record<string, unknown[]>;
  readonly total?: number;
  readonly headers?: Record<string, string>;
}

const folder = join(packageRoot(), 'test/http/confd/rules');

for (const file of readdirSync(folder)) {
  describe(file.replace('.yaml', ''), () => {
    const cases = parse(readFileSync(join(folder, file), 'utf8')) as { case: string; steps: Step[] }[];
    for (const { case: name, steps } of cases) {
      it(name, async t => {
        const { ask } = await openPhoneServer(t);
        const ids = new Map<string, string>();
        for (const step of steps) await takeStep(ask, step, ids);
      });
    }
  });
}

describe('on the wire', () => {
  it('is JSON in UTF-8, of a type without a charset', async t => {
    const { ask } = await openPhoneServer(t);
    const { headers } = await ask('GET', '/users');
    assert.equal(headers['content-type'], 'application/json');
    const refused = await ask('POST', '/users', Buffer.from('{"firstname": "\xe9"}', 'latin1'));
    assert.deepEqual(
      [refused.status, refused.body, refused.headers['content-type']],
      [400, ['Input Error - No JSON object could be decoded'], 'application/json'],
    );
    const proxied = await ask('GET', '/infos', undefined, { 'x-forwarded-proto': 'https, http' });
    assert.match(JSON.stringify(proxied.body), /"href":"https:/);
  });
});

async function takeStep(ask: Ask, step: Step, ids: Map<string, string>): Promise<void> {
  const filled = <T>(value: T): T => JSON.parse(fill(JSON.stringify(value), ids)) as T;
  const [method = '', path = ''] = filled(step.do).split(/ (.*)/s);
  const body = typeof step.with === 'string' ? step.with : step.with === undefined ? undefined : filled(step.with);
  const reply = await ask(method, path, body, step.headers);
  const told = `${step.do} → ${JSON.stringify(reply.body)}`;
  assert.equal(reply.status, step.status, told);
  const members = reply.body as Record<string, unknown> & { items?: Record<string, unknown>[] };
  if (step.as !== undefined) ids.set(step.as, String(members['id']));
  if (step.says !== undefined) assert.deepEqual(reply.body, [filled(step.says)]);
  for (const [name, value] of Object.entries(filled(step.has ?? {}))) assert.deepEqual(members[name], value, told);
  for (const [name, values] of Object.entries(filled(step.lists ?? {})))
    assert.deepEqual(
      members.items?.map(item => item[name]),
      values,
      told,
    );
  if (step.total !== undefined) assert.equal(members['total'], step.total, told);
}

/** `"{line}"` as a whole value becomes the number. */
function fill(text: string, ids: ReadonlyMap<string, string>): string {
  const id = (name: string): string => ids.get(name) ?? name;
  return text
    .replaceAll(/"\{(\w+)\}"/g, (_all, name: string) => id(name))
    .replaceAll(/\{(\w+)\}/g, (all, name: string) => (ids.has(name) ? id(name) : all));
}
