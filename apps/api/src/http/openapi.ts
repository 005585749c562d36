import { z } from 'zod';
import { components } from './answer-shapes.js';
import { declaredRoutes } from './handle.js';
import { apiBase } from './route.js';
import type { Route } from './route.js';

const contentTypes = {
  json: 'application/json',
  csv: 'text/csv',
  cloudevents: 'application/cloudevents-batch+json',
} as const;

type Schemas = Record<string, unknown>;

/** OpenAPI 3.1 of every declared route, from the schemas that validate it. */
export function openApiDocument(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Schemas = { Problem: problem };
  for (const route of declaredRoutes()) {
    const path = `${apiBase}${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bookward',
      version: '1',
      description: 'Decides, records, scores and replays access to a firm’s customers.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'bookward_session' },
      },
      schemas,
    },
  };
}

function operation(route: Route, schemas: Schemas): unknown {
  const status = String(route.status ?? 200);
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(route.access === 'public'
      ? { security: [] }
      : {
          security: [{ bearer: [] }, { cookie: [] }],
          'x-roles': route.access.roles,
          'x-service': route.access.service,
        }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body === undefined && route.bodyKind === undefined
      ? {}
      : {
          requestBody: {
            // Where nothing is required an empty body is as good as `{}`.
            required: route.body === undefined || !route.body.safeParse({}).success,
            content: {
              [contentTypes[route.bodyKind ?? 'json']]: {
                schema: route.body === undefined ? { type: 'string' } : inputSchema(route.body),
              },
            },
          },
        }),
    responses: {
      [status]: {
        description: 'Done',
        ...contentOf(route, schemas),
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function contentOf({ answer, answersAs }: Route, schemas: Schemas) {
  if (answersAs !== undefined)
    return { content: Object.fromEntries(answersAs.map((type) => [type, { schema: { type: 'string' } }])) };
  return answer === undefined ? {} : { content: { 'application/json': { schema: outputSchema(answer, schemas) } } };
}

const operationId = ({ method, path }: Route): string =>
  `${method.toLowerCase()}${path
    .split(/[/:.-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;

const pathParameters = ({ path }: Route) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const queryParameters = ({ query }: Route) =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: inputSchema(schema as z.ZodType),
  }));

const headerParameters = ({ method, access }: Route) => [
  ...(method === 'POST' ? [header('Idempotency-Key', 'The same key and body get the first answer again.')] : []),
  ...(method === 'GET' || method === 'DELETE'
    ? []
    : [header('If-Match', 'The ETag that you saw: 412 when it changed.')]),
  ...(access === 'public' ? [] : [header('Bookward-After', 'A position of yours that the answer must hold.')]),
];
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

/** What may be sent: fields with a default may be left out. */
const inputSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' });

/** What is answered: whatever has a name is described once, in `schemas`, and referred to. */
function outputSchema(schema: z.ZodType, schemas: Schemas): unknown {
  const described = z.toJSONSchema(schema, {
    io: 'output',
    metadata: components,
    target: 'draft-2020-12',
    // Answers may gain fields within a version; only what is sent is closed.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const { $defs, ...own } = JSON.parse(
    JSON.stringify(described).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Schemas;
  Object.assign(schemas, $defs);
  return own;
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};
