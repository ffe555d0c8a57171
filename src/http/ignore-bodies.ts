import type { FastifyInstance } from 'fastify';

/** Routes of this scope take a body of any kind and do not read it. */
export function ignoreBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, body, parsed) => {
    body.resume();
    parsed(null);
  });
}
