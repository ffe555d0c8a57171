/** A client made from /openapi.json walks every route and holds each reply against its schema. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiDocument, Operation } from '../../src/http/openapi/describe-api.ts';
import { routes } from '../../src/http/routes/index.ts';
import { makeCallers } from './authorisation/callers.ts';
import { matrix } from './authorisation/matrix.ts';
import { openServer, type TestServer } from './test-server.ts';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** Every operation of the document. */
function operationsOf({ paths }: ApiDocument): Sent[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

async function documentOf({ server }: TestServer): Promise<ApiDocument> {
  return (await server.inject('/openapi.json')).json();
}

test('the document describes every route, each operation by a name of its own', async t => {
  const document = await documentOf(await openServer(t));
  const described = operationsOf(document).map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  assert.deepEqual(described.toSorted(), routes.map(({ method, url }) => `${method} ${url}`).toSorted());
  const names = operationsOf(document).map(({ operation }) => operation.operationId);
  assert.deepEqual(names.length, new Set(names).size, names.filter((name, at) => names.indexOf(name) !== at).join());
  assert.match(document.openapi, /^3\.1/);
});

test('every route answers the client as the document says', async t => {
  const server = await openServer(t);
  const { admin, adminKey } = await makeCallers(server);
  for (const sent of operationsOf(await documentOf(server))) {
    const takes = sent.operation.security.flatMap(Object.keys);
    const caller = takes.includes('bearer') ? admin : adminKey;
    await t.test(sent.operation.operationId, () => answersAsDescribed(server, sent, takes.length === 0 ? {} : caller));
  }
});

async function answersAsDescribed(
  { server }: TestServer,
  { method, path, operation }: Sent,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const line = matrix[`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`];
  const url = line?.path ?? path.replaceAll(/\{\w+\}/g, '1');
  const payload = operation.requestBody === undefined ? {} : { payload: JSON.stringify(line?.body ?? {}) };
  const type = operation.requestBody === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await server.inject({ method: method as 'GET', url, headers: { ...headers, ...type }, ...payload });
  assert.ok(reply.statusCode < 500 || reply.statusCode === 503, `${reply.statusCode} ${reply.body}`);
  const described = operation.responses[String(reply.statusCode)] ?? operation.responses['default'];
  const schema = described?.content?.['application/json']?.schema;
  if (schema === undefined || !String(reply.headers['content-type']).includes('json')) return;
  const validate = server.validatorCompiler?.({ schema, method, url: path });
  assert.ok(validate !== undefined && validate(reply.json()) === true, JSON.stringify({ body: reply.json(), schema }));
}

test('the page shows every route and loads nothing', async t => {
  const { server } = await openServer(t);
  const { headers, body } = await server.inject('/crm/docs/');
  assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
  assert.doesNotMatch(body, /<script|src=|https?:/);
  assert.equal(body.split('<details>').length - 1, routes.length);
});
