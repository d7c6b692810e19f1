import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { OperationShape } from '@porchlight/contract/operation';
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Log } from '../log/log.ts';
import { Refusal } from '../refusal.ts';
import { readBodies } from './bodies.ts';
import { checkAnswer } from './check-answer.ts';
import { parseInput, readForm } from './input.ts';
import { refusalOf, sendRefusal } from './refusals.ts';

/** An operation and what answers it; the context is whatever `open` makes. */
export interface HttpRoute {
  operation: OperationShape;
  handle(
    context: never,
    input: never,
    exchange: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<unknown>;
}

interface HttpOptions {
  log: Log;
  routes: readonly HttpRoute[];
  trusted_proxies: readonly string[];
  /** Finds out who asks and whether they may; what it returns is the handler's context. */
  open(operation: OperationShape, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Runs before everything else of a request, such as the limit on all requests of an address. */
  admit(request: FastifyRequest): Promise<void>;
  /** Told of each answer, for the metrics. */
  answered?(request: FastifyRequest, reply: FastifyReply): void;
  /** Parses what handlers return, so that tests notice when it drifts from the contract. */
  check_answers: boolean;
}

const BODY_MAX_BYTES = 4 * 1024 * 1024;

/** Serves the operations; refuses in the contract's shapes; never shows a stack trace. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: options.trusted_proxies.length > 0 ? [...options.trusted_proxies] : false,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      querystringParser: readForm,
      maxParamLength: 500,
    },
    rewriteUrl: (request) => dropJsonSuffix(request.url ?? '/'),
  });
  await app.register(multipart, {
    limits: { fields: 1000, fieldSize: BODY_MAX_BYTES, files: 15, parts: 1100 },
  });
  readBodies(app);
  addHooks(app, options);
  for (const route of options.routes) addRoute(app, route, options);
  return app;
}

/** `/api/v1/profile.json` means `/api/v1/profile`. */
function dropJsonSuffix(url: string): string {
  return /^\/(api|auth|public|platform)\b[^?]*\.json(\?|$)/.test(url)
    ? url.replace(/\.json(?=\?|$)/, '')
    : url;
}

function addHooks(app: FastifyInstance, options: HttpOptions) {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-store',
    });
    await options.admit(request);
  });
  app.addHook('onResponse', async (request, reply) => options.answered?.(request, reply));
  app.setErrorHandler((error, request, reply) =>
    answerError(error as FastifyError, request, reply, options.log),
  );
  app.setNotFoundHandler(async () => {
    throw new Refusal('no_such_route');
  });
}

function answerError(error: Error, request: FastifyRequest, reply: FastifyReply, log: Log) {
  const refusal = refusalOf(error);
  if (refusal) return sendRefusal(reply, refusal);
  log.error(
    { err: error, request_id: request.id, method: request.method, path: pathOf(request) },
    'a defect',
  );
  return sendRefusal(reply, new Refusal('bug'));
}

// The query may carry a visitor's token.
const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0];

function addRoute(app: FastifyInstance, route: HttpRoute, options: HttpOptions) {
  const { operation } = route;
  const methods =
    operation.method === 'PATCH' || operation.method === 'PUT' ? ['PATCH', 'PUT'] : [operation.method];
  app.route({
    method: methods,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const context = await options.open(operation, request, reply);
      const input = parseInput(operation, request);
      const answer = await route.handle(context as never, input as never, { request, reply });
      if (options.check_answers) checkAnswer(operation, answer);
      return sendAnswer(reply, answer);
    },
  });
}

// An answer of null is the JSON text `null`; no answer is an empty body.
function sendAnswer(reply: FastifyReply, answer: unknown) {
  if (answer === undefined) return reply.send('');
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
}
