import type { OperationAnswer, OperationArguments, OperationShape } from '@porchlight/contract/operation';
import type { Operations } from '@porchlight/contract/operations';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { ApiError } from './api-error.ts';
import { formFields, hasFile } from './form.ts';
import { routes } from './routes.ts';

export { ApiError };

/** The headers that prove who is signed in; the answer to signing in carries them. */
export interface Session {
  'access-token': string;
  client: string;
  uid: string;
}

/** Where the desk is, and who asks: at most one of `access_token` and `session`, neither for nobody. */
export interface ClientOptions {
  /** Origin of the desk, such as `https://desk.example.com`; empty for the page's own. */
  base_url: string;
  /** What programs use: the token from somebody's profile, or that of a bot. */
  access_token?: string | undefined;
  /** What a page uses once somebody signed in. */
  session?: Session | undefined;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** What one call may carry besides its arguments. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Such as `idempotency-key`. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Told of the answer's headers, such as those of a session. */
  onHeaders?: ((headers: Headers) => void) | undefined;
}

// A caller has the file itself where the desk has it received already.
type Sent<Value> = Value extends UploadedFile
  ? Blob
  : Value extends readonly (infer Item)[]
    ? Sent<Item>[]
    : Value;

/** What a call of the operation takes: the parameters of its path, its query and its body in one object. */
export type CallArguments<Op extends OperationShape> = {
  [Name in keyof OperationArguments<Op>]: Sent<OperationArguments<Op>[Name]>;
};

type Call<Op extends OperationShape> = (
  args: CallArguments<Op>,
  options?: CallOptions,
) => Promise<OperationAnswer<Op>>;

/**
 * One method for each operation: `client.conversations.create({ account_id: 1, … })`. Refusals throw `ApiError`;
 * whatever `fetch` throws when the desk cannot be reached passes through.
 */
export type Client = {
  readonly [Resource in keyof Operations]: {
    readonly [Name in keyof Operations[Resource]]: Operations[Resource][Name] extends OperationShape
      ? Call<Operations[Resource][Name]>
      : never;
  };
};

/** Makes a client of the desk's API; it holds no state but its options. */
export function createClient(options: ClientOptions): Client {
  const resources = Object.entries(routes).map(([resource, named]) => {
    const calls = Object.entries(named).map(([name, route]) => [name, callerOf(route, options)]);
    return [resource, Object.fromEntries(calls)];
  });
  return Object.fromEntries(resources) as Client;
}

type Values = Readonly<Record<string, unknown>>;
type Route = readonly [
  method: string,
  path: string,
  place: 'query' | 'body',
  /** Arguments that go into the query although the rest goes into the body. */
  beside?: readonly string[],
];

function callerOf([method, path, place, beside = []]: Route, options: ClientOptions) {
  return async (args: Values = {}, call: CallOptions = {}): Promise<unknown> => {
    const { address, rest } = fillPath(path, args);
    const { query, type, body } = place === 'query' ? inQuery(rest) : inBoth(rest, beside);
    const send = options.fetch ?? fetch;
    const answer = await send(options.base_url.replace(/\/+$/, '') + address + query, {
      method,
      headers: { ...identityOf(options), ...type, ...call.headers },
      ...(body === undefined ? {} : { body }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    call.onHeaders?.(answer.headers);
    const answered = await readBody(answer);
    if (!answer.ok) throw new ApiError(answer.status, answered, answer.headers.get('x-request-id'));
    return answered;
  };
}

/** Puts the arguments that the path names into it, and answers those that are left. */
function fillPath(path: string, args: Values) {
  const rest: Record<string, unknown> = { ...args };
  const address = path.replaceAll(/\{(\w+)\}/g, (_brace, name: string) => {
    const value = rest[name];
    if (value === undefined || value === null) throw new TypeError(`${name} is needed for ${path}`);
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { address, rest };
}

interface Encoded {
  query: string;
  type: Record<string, string>;
  body: string | FormData | undefined;
}

function inQuery(values: Values): Encoded {
  const query = new URLSearchParams();
  for (const [name, value] of formFields(values)) query.append(name, String(value));
  return { query: query.size === 0 ? '' : `?${query}`, type: {}, body: undefined };
}

/** Those that are named go into the query, the others into the body. */
function inBoth(values: Values, beside: readonly string[]): Encoded {
  const entries = Object.entries(values);
  const { query } = inQuery(Object.fromEntries(entries.filter(([name]) => beside.includes(name))));
  return { ...inBody(Object.fromEntries(entries.filter(([name]) => !beside.includes(name)))), query };
}

function inBody(values: Values): Encoded {
  if (!hasFile(values)) {
    return { query: '', type: { 'content-type': 'application/json' }, body: JSON.stringify(values) };
  }
  const body = new FormData();
  for (const [name, value] of formFields(values)) body.append(name, value);
  return { query: '', type: {}, body };
}

function identityOf({ access_token, session }: ClientOptions): Record<string, string> {
  if (access_token !== undefined) return { api_access_token: access_token };
  return session ? { ...session } : {};
}

async function readBody(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? JSON.parse(text) : text;
}
