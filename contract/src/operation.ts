import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One thing that can be asked of the desk, as data. */
export interface OperationShape {
  readonly method: Method;
  /** Parameters of the path stand in braces: `/accounts/{account_id}/contacts/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  /** Schemas of the path's parameters, by name. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The key that may be wrapped around the body: `{"contact": {…}}` means `{…}`. */
  readonly root?: string;
  readonly response: z.ZodType;
  /** The media type of an answer that is not JSON. */
  readonly response_type?: string;
  /** Refusals besides those that the permission and the schemas bring. */
  readonly errors?: readonly ErrorCode[];
  /** The shape in which a body that does not fit is refused; `invalid` unless said otherwise. */
  readonly refuse_body_as?: 'invalid' | 'unprocessable';
  /** A body, or a query where there is none, that works. */
  readonly example?: Readonly<Record<string, unknown>>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown;
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : unknown;

/** What a handler receives: path, query and body, parsed and merged. */
export type OperationInput<Op extends OperationShape> = Parsed<Op['params']> &
  Parsed<Op['query']> &
  Parsed<Op['body']>;

/** What a caller passes. */
export type OperationArguments<Op extends OperationShape> = Given<Op['params']> &
  Given<Op['query']> &
  Given<Op['body']>;

/** What the desk answers. */
export type OperationAnswer<Op extends OperationShape> = z.output<Op['response']>;

/** Declares an operation; keeps its literal types for the handler, the SDK and the documents. */
export function operation<const Op extends OperationShape>(op: Op): Op {
  return op;
}
