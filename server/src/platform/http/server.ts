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
import type { KeptAnswer } from '../idempotency/idempotency.ts';
import type { Log } from '../log/log.ts';
import { Refusal } from '../refusal.ts';
import { readBodies, readMultipart } from './bodies.ts';
import { checkAnswer } from './check-answer.ts';
import { parseInput, readForm } from './input.ts';
import { refusalOf, sendRefusal } from './refusals.ts';
import { dropUnkeptFiles, type UploadOptions } from './uploads.ts';

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
  /** Runs the handler with the context, or another one in its place, unless the request was answered before. */
  answer?(
    context: unknown,
    request: FastifyRequest,
    run: (context: unknown) => Promise<KeptAnswer>,
  ): Promise<KeptAnswer & { replayed: boolean }>;
  /** Runs before everything else of a request, such as the limit on all requests of an address. */
  admit(request: FastifyRequest): Promise<void>;
  /** Runs before a request that changes something is read, such as a look at the disk. */
  admitWrite?(): Promise<void>;
  /** Where files go; without it requests with files are refused. */
  uploads?: UploadOptions;
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
    // Addresses that the router cannot read: broken percent signs, endless parameters.
    frameworkErrors(error, request, reply) {
      setUsualHeaders(request, reply);
      answerError(error, request, reply, options.log);
    },
    rewriteUrl: (request) => dropJsonSuffix(request.url ?? '/'),
  });
  await app.register(multipart, {
    // Files are measured on their way into the store; unsaid, their limit here is that of the other bodies.
    limits: { fields: 1000, fieldSize: BODY_MAX_BYTES, fileSize: Infinity, files: 30, parts: 1100 },
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
    setUsualHeaders(request, reply);
    await options.admit(request);
  });
  app.addHook('onResponse', async (request, reply) => {
    options.answered?.(request, reply);
    if (options.uploads) await dropUnkeptFiles(request, reply.statusCode, options.uploads);
  });
  app.setErrorHandler((error, request, reply) =>
    answerError(error as FastifyError, request, reply, options.log),
  );
  app.setNotFoundHandler(async () => {
    throw new Refusal('no_such_route');
  });
}

function setUsualHeaders(request: FastifyRequest, reply: FastifyReply) {
  reply.headers({
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cache-control': 'no-store',
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
      if (operation.method !== 'GET') await options.admitWrite?.();
      if (request.isMultipart()) request.body = await readMultipart(request, options.uploads);
      const input = parseInput(operation, request);
      const run = async (inside: unknown) => {
        const answer = await route.handle(inside as never, input as never, { request, reply });
        // The few that stream have answered already.
        if (reply.sent) return { status: reply.statusCode, body: null };
        if (options.check_answers) checkAnswer(operation, answer);
        return { status: reply.statusCode, body: textOf(answer) };
      };
      const { status, body, replayed } = options.answer
        ? await options.answer(context, request, run)
        : { ...(await run(context)), replayed: false };
      if (reply.sent) return reply;
      if (replayed) reply.header('idempotency-replayed', 'true');
      return sendText(reply.code(status), body);
    },
  });
}

// An answer of null is the JSON text `null`; no answer is an empty body.
const textOf = (answer: unknown) => (answer === undefined ? null : JSON.stringify(answer));

function sendText(reply: FastifyReply, body: string | null) {
  return body === null ? reply.send('') : reply.type('application/json; charset=utf-8').send(body);
}
