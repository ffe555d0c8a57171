import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../page-policy.ts';
import type { Route } from '../route.ts';
import { programVersion } from './program-version.ts';
import type { ApiDocument } from './describe-api.ts';

/** `/openapi.json`, and `/crm/docs/` for people: made from the routes when first asked for. They tell nothing of any installation. */
export function registerDocs(server: FastifyInstance, routes: readonly Route[]): void {
  let document: Promise<ApiDocument> | undefined;
  const describe = (): Promise<ApiDocument> =>
    (document ??= import('./describe-api.ts').then(({ describeApi }) => describeApi(routes, programVersion())));
  server.get('/openapi.json', describe);
  server.get('/crm/docs/', async (_request, reply) => {
    const { docsPage } = await import('./docs-page.ts');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PAGE_POLICY)
      .send(docsPage(await describe()));
  });
}
