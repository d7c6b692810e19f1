import { errors } from '@porchlight/contract/errors';
import type { FastifyReply } from 'fastify';
import { refusalOfFault } from '../database/errors.ts';
import { Refusal } from '../refusal.ts';

/** The refusal that an error amounts to; nothing when it is a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return refusalOfFault(error) ?? refusalOfFramework(error);
}

/** Answers with the refusal, in the shape that its entry in the list of errors says. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal) {
  const { status } = errors[refusal.code];
  if (refusal.retry_after !== undefined) reply.header('retry-after', String(refusal.retry_after));
  return reply.code(status).send(bodyOf(refusal));
}

function bodyOf({ code, message, attributes }: Refusal): unknown {
  const { shape, status } = errors[code];
  switch (shape) {
    case 'error':
      return { error: message };
    case 'errors':
      return { errors: [message] };
    case 'failure':
      return { success: false, errors: [message] };
    case 'validation':
      return { message, attributes };
    case 'message':
      return { message };
    case 'redirect':
      return { message, redirect_url: '/' };
    case 'framework':
      return { status, error: message };
    case 'text':
      return message;
  }
}

// What the HTTP framework finds wrong with a request before any of our code sees it.
function refusalOfFramework(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = error.statusCode;
  if (status === 414) return new Refusal('no_such_route', undefined, { cause: error });
  if (status === 413) return new Refusal('body_too_large', undefined, { cause: error });
  if (status === 415) return new Refusal('unsupported_media_type', undefined, { cause: error });
  if (status === 503) return new Refusal('stopping', undefined, { cause: error, retry_after: 1 });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal('malformed_body', frameworkSentence(error), { cause: error });
  }
  return undefined;
}

function frameworkSentence(error: Error): string | undefined {
  return error instanceof SyntaxError || /JSON/.test(error.message) ? undefined : error.message;
}
