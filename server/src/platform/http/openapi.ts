import { type ErrorCode, type ErrorEntry, errors } from '@porchlight/contract/errors';
import type { OperationShape } from '@porchlight/contract/operation';
import { type PermissionEntry, permissions } from '@porchlight/contract/permissions';
import * as z from 'zod';

type Json = Record<string, unknown>;

/** Operations by resource and name. */
export type Operations = Readonly<Record<string, Readonly<Record<string, OperationShape>>>>;

interface About {
  version: string;
  /** Where the API is served. */
  url: string;
}

/** The OpenAPI 3.1 document of these operations. */
export function describeApi(operations: Operations, about: About): Json {
  const paths: Record<string, Json> = {};
  for (const [resource, named] of Object.entries(operations)) {
    for (const [name, operation] of Object.entries(named)) {
      for (const method of methodsOf(operation)) {
        paths[operation.path] ??= {};
        Object.assign(paths[operation.path] as Json, {
          [method.toLowerCase()]: describeOperation(
            operation,
            idOf(resource, name, method, operation),
            resource,
          ),
        });
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Porchlight',
      version: about.version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.url }],
    tags: Object.keys(operations).map((name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: ERROR_SCHEMAS },
  };
}

const DESCRIPTION =
  'Send the access token of your profile as `api_access_token`. Bodies are JSON, forms or multipart. Every ' +
  'answer to bad input says what to do.';

// PUT and PATCH mean the same.
const methodsOf = ({ method }: OperationShape) =>
  method === 'PATCH' || method === 'PUT' ? ['PATCH', 'PUT'] : [method];

function idOf(resource: string, name: string, method: string, operation: OperationShape): string {
  const id = `${resource}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return method === operation.method ? id : `${id}By${method.charAt(0)}${method.slice(1).toLowerCase()}`;
}

const SECURITY_SCHEMES = {
  access_token: { type: 'apiKey', in: 'header', name: 'api_access_token' },
  platform_token: { type: 'apiKey', in: 'header', name: 'api_access_token' },
  visitor_token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
  session_token: { type: 'apiKey', in: 'header', name: 'access-token' },
  session_client: { type: 'apiKey', in: 'header', name: 'client' },
  session_uid: { type: 'apiKey', in: 'header', name: 'uid' },
};

const PLATFORM_SECURITY = [{ platform_token: [] }];
const VISITOR_SECURITY = [{ visitor_token: [] }];

const SECURITY = [{ access_token: [] }, { session_token: [], session_client: [], session_uid: [] }];

function describeOperation(operation: OperationShape, operationId: string, tag: string): Json {
  const permission = permissions[operation.permission];
  return {
    operationId,
    tags: [tag],
    summary: operation.summary,
    description: [operation.description, `For: ${permission.doc}`].filter(Boolean).join('\n\n'),
    security: securityOf(permission),
    parameters: [...parametersOf(operation, 'path'), ...parametersOf(operation, 'query')],
    ...bodyOf(operation),
    responses: {
      200: {
        description: 'Done',
        content: {
          [operation.response_type ?? 'application/json']: { schema: schemaOf(operation.response, 'output') },
        },
      },
      ...refusalsOf(operation),
    },
  };
}

function securityOf({ signed_in, platform_apps, visitors }: PermissionEntry) {
  if (platform_apps) return PLATFORM_SECURITY;
  if (visitors) return VISITOR_SECURITY;
  return signed_in ? SECURITY : [];
}

function parametersOf(operation: OperationShape, place: 'path' | 'query'): Json[] {
  const schema = place === 'path' ? operation.params : operation.query;
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
    ...exampleOf(operation, place, name),
  }));
}

function exampleOf({ example, body }: OperationShape, place: 'path' | 'query', name: string): Json {
  if (place === 'path') return { example: 1 };
  const value = body ? undefined : example?.[name];
  return value === undefined ? {} : { example: value };
}

function bodyOf({ body, example }: OperationShape): Json {
  if (!body) return {};
  const content = { schema: schemaOf(body, 'input'), ...(example ? { example } : {}) };
  return { requestBody: { required: Boolean(example), content: { 'application/json': content } } };
}

/** A schema as JSON Schema; what it cannot say, such as a rule in code, is left open. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => showAsDocumented(jsonSchema),
  });
  const { $schema, ...described } = json;
  return described;
}

/** A field that takes more than one should send shows what one should send. */
function showAsDocumented(schema: Json) {
  const { documented } = schema;
  if (typeof documented !== 'object' || documented === null) return;
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, documented);
}

/** The refusals of an operation by status: its own, those of its permission and those of its schemas. */
export function refusalCodesOf(operation: OperationShape): ErrorCode[] {
  const codes: ErrorCode[] = [...(operation.errors ?? []), ...refusalsAtTheDoor(operation)];
  if (operation.body) codes.push(operation.refuse_body_as ?? 'invalid', 'malformed_body', 'body_too_large');
  return [...new Set([...codes, 'too_many_requests', 'database_unavailable', 'storage_full'] as const)];
}

function refusalsAtTheDoor({ permission: name, params }: OperationShape): ErrorCode[] {
  const permission: PermissionEntry = permissions[name];
  if (permission.platform_apps) return ['invalid_platform_token'];
  const codes: ErrorCode[] = [];
  if (permission.signed_in) codes.push('not_signed_in', 'invalid_access_token');
  if (permission.signed_in && !permission.bots) codes.push('bot_not_allowed');
  if (permission.roles.length > 0) codes.push('not_in_account', 'account_suspended', 'not_allowed');
  if (params) codes.push('not_found');
  return codes;
}

function refusalsOf(operation: OperationShape): Json {
  const byStatus = Map.groupBy(refusalCodesOf(operation), (code) => errors[code].status);
  const entries = [...byStatus].map(([status, codes]) => [String(status), describeRefusals(codes)]);
  return Object.fromEntries(entries);
}

function describeRefusals(codes: readonly ErrorCode[]): Json {
  const shapes = [...new Set(codes.map((code) => errors[code].shape))];
  const description = codes.map((code) => `\`${code}\`: ${errors[code].doc}`).join('\n\n');
  if (shapes.includes('text'))
    return { description, content: { 'text/plain': { schema: { type: 'string' } } } };
  const refs = shapes.map((shape) => ({ $ref: `#/components/schemas/refusal_${shape}` }));
  return {
    description,
    content: { 'application/json': { schema: refs.length === 1 ? refs[0] : { anyOf: refs } } },
  };
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const object = (properties: Json) => ({ type: 'object', properties, required: Object.keys(properties) });

const ERROR_SCHEMAS = {
  refusal_error: object({ error: text }),
  refusal_errors: object({ errors: texts }),
  refusal_failure: object({ success: { const: false }, errors: texts }),
  refusal_validation: object({ message: text, attributes: texts }),
  refusal_message: object({ message: text }),
  refusal_redirect: object({ message: text, redirect_url: text }),
  refusal_framework: object({ status: { type: 'integer' }, error: text }),
} satisfies Record<`refusal_${Exclude<ErrorEntry['shape'], 'text'>}`, Json>;
