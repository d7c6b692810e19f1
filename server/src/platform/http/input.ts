import type { OperationShape } from '@porchlight/contract/operation';
import { parse as parseForm } from 'qs';
import type * as z from 'zod';
import { fieldLabel, Refusal } from '../refusal.ts';

const FORM_OPTIONS = { depth: 6, arrayLimit: 1000, parameterLimit: 2000, allowPrototypes: false } as const;
const DEPTH_MAX = 64;

/** Reads a query string or a form: `a[b]=1&c[]=2` is `{a: {b: '1'}, c: ['2']}`. */
export function readForm(text: string): Record<string, unknown> {
  return parseForm(text, FORM_OPTIONS);
}

/** What arrived of a request, before it is checked. */
export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Checks path, query and body against the operation's schemas. Query and body are merged, as programs send
 * parameters in either; the path stands above both.
 */
export function parseInput(operation: OperationShape, raw: RawInput): Record<string, unknown> {
  const params = parsePath(operation, raw.params);
  const given = { ...record(raw.query), ...unwrap(operation, raw.body) };
  const clean = cleanText(given, 0) as Record<string, unknown>;
  return {
    ...parsePart(operation, operation.query, clean),
    ...parsePart(operation, operation.body, clean),
    ...params,
  };
}

function parsePath(operation: OperationShape, given: unknown): Record<string, unknown> {
  const parsed = operation.params?.safeParse(given);
  if (parsed === undefined) return {};
  // An id that cannot be one names no record.
  if (!parsed.success) throw new Refusal('not_found');
  return parsed.data;
}

function parsePart(
  operation: OperationShape,
  schema: z.ZodObject | undefined,
  given: Record<string, unknown>,
) {
  const parsed = schema?.safeParse(given);
  if (parsed === undefined) return {};
  if (!parsed.success) throw refuseIssues(operation, parsed.error.issues);
  return parsed.data;
}

/** One sentence for each field that does not fit, in the shape that the operation refuses with. */
function refuseIssues(operation: OperationShape, issues: readonly z.core.$ZodIssue[]): Refusal {
  const fields = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.path.join('.') || 'body';
    if (!fields.has(path)) fields.set(path, `${fieldLabel(path)} ${sayIssue(issue)}`);
  }
  const sentence = [...fields.values()].join(', ');
  return new Refusal(operation.refuse_body_as ?? 'invalid', sentence, { attributes: [...fields.keys()] });
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const missing = issue.code !== 'custom' && 'input' in issue && issue.input === undefined;
  if (missing || /received undefined/.test(issue.message)) return "can't be blank";
  const ours = /^(must|is|can't|values) /.test(issue.message);
  return ours
    ? issue.message
    : `is not valid: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

function unwrap(operation: OperationShape, body: unknown): Record<string, unknown> {
  const given = record(body);
  const { root } = operation;
  return root !== undefined && isObject(given[root]) ? { ...given, ...given[root] } : given;
}

function record(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  throw new Refusal('invalid', 'The body must be a JSON object of names and values', {
    attributes: ['body'],
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that the database cannot hold is refused (NUL) or mended (half a surrogate pair), at any depth. */
function cleanText(value: unknown, depth: number, name = 'body'): unknown {
  if (typeof value === 'string') return cleanString(value, name);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX)
    throw new Refusal('invalid', `${fieldLabel(name)} is nested deeper than ${DEPTH_MAX} levels`);
  if (Array.isArray(value)) return value.map((item) => cleanText(item, depth + 1, name));
  const entries = Object.entries(value).map(([key, item]) => {
    const label = depth === 0 ? key : name;
    return [cleanString(key, label), cleanText(item, depth + 1, label)];
  });
  return Object.fromEntries(entries);
}

function cleanString(text: string, name: string): string {
  if (!text.includes('\0')) return text.isWellFormed() ? text : text.toWellFormed();
  throw new Refusal(
    'invalid',
    `${fieldLabel(name.replaceAll('\0', ''))} must not contain the NUL character`,
    {
      attributes: [name.replaceAll('\0', '')],
    },
  );
}
