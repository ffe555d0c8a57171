import { waysOf } from '../access/identify.ts';
import type { Route, Way } from '../route.ts';

/** The parts of an OpenAPI document that the page of the docs reads. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}

/** By media type. */
type Content = Readonly<Record<string, { readonly schema: object }>>;

const schemes: Readonly<Record<Way, object>> = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'from /crm/auth/login' },
  api_key: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'from `omnicrm apikey add`' },
  address: {
    type: 'apiKey',
    in: 'header',
    name: 'Host',
    description: 'nothing is sent: the address is on the white list',
  },
};

const problem = {
  description: 'Refused: what happened, a code, and what to do about it',
  type: 'object',
  properties: {
    message: { type: 'string' },
    code: { type: 'string' },
    hint: { type: 'string' },
    details: { type: 'object', additionalProperties: true },
  },
  required: ['message', 'code'],
};

/** The OpenAPI document of a table of routes. The library is loaded here, when somebody asks for it. */
export async function describeApi(routes: readonly Route[], version: string): Promise<ApiDocument> {
  const [{ default: fastify }, { default: swagger }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
  ]);
  const server = fastify();
  // Nobody asks this server anything: its schemas are only read.
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => () => '');
  const info = {
    title: 'omnicrm',
    version,
    description: 'Products, customers, services, stock, money, and runs of plays.',
  };
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info, components: { securitySchemes: { ...schemes } as never } },
  });
  for (const route of routes)
    server.route({ method: route.method, url: route.url, schema: schemaOf(route), handler: () => null });
  await server.ready();
  const document = server.swagger() as unknown as ApiDocument;
  await server.close();
  return document;
}

function schemaOf(route: Route): object {
  const { method, url, summary, schema, permission } = route;
  const right =
    permission === undefined
      ? ''
      : `The permission ${permission.verb}_${permission.object} is wanted, or for a customer's own account view_own_${permission.object} to look.`;
  return {
    ...schema,
    summary,
    ...(right === '' ? {} : { description: right }),
    operationId: operationId(method, url),
    tags: [url.split('/')[2] ?? 'crm'],
    security: waysOf(route).map(way => ({ [way]: [] })),
    response: { 200: { description: 'Done', ...schema.response?.[200] }, default: problem },
  };
}

function operationId(method: string, url: string): string {
  const words = url.split('/').filter(word => word !== '' && word !== 'crm' && !word.startsWith(':'));
  return [method.toLowerCase(), ...words].join('_');
}
