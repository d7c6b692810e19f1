import type { OperationShape } from '@porchlight/contract/operation';
import { UploadedFile } from '@porchlight/contract/uploaded-file';
import { parse as parseForm } from 'qs';
import type * as z from 'zod';
import { fieldLabel, Refusal } from '../refusal.ts';

const FORM_OPTIONS = { depth: 6, arrayLimit: 1000, parameterLimit: 2000, allowPrototypes: false } as const;
const DEPTH_MAX = 64;
const NAME_MAX = 100;

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
  const refuse = refuserOf(operation);
  const given = { ...record(raw.query, refuse), ...unwrap(operation, record(raw.body, refuse)) };
  const clean = cleanText(given, refuse) as Record<string, unknown>;
  return {
    ...parsePart(operation, operation.query, clean),
    ...parsePart(operation, operation.body, clean),
    ...params,
  };
}

/** Refuses in the shape of the operation. */
type Refuse = (sentence: string, attributes: readonly string[]) => Refusal;

function refuserOf(operation: OperationShape): Refuse {
  return (sentence, attributes) =>
    new Refusal(operation.refuse_body_as ?? 'invalid', sentence, { attributes });
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
  const parsed = schema?.safeParse(given, { reportInput: true });
  if (parsed === undefined) return {};
  if (!parsed.success) throw refuseIssues(refuserOf(operation), parsed.error.issues);
  return parsed.data;
}

/** One sentence for each field that does not fit. */
function refuseIssues(refuse: Refuse, issues: readonly z.core.$ZodIssue[]): Refusal {
  const fields = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.path.join('.') || 'body';
    if (!fields.has(path)) fields.set(path, `${fieldLabel(path)} ${sayIssue(issue)}`);
  }
  return refuse([...fields.values()].join(', '), [...fields.keys()]);
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const missing = issue.code !== 'custom' && issue.input === undefined;
  if (missing) return "can't be blank";
  const ours = /^(must|is|can't|values) /.test(issue.message);
  return ours
    ? issue.message
    : `is not valid: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

function unwrap({ root }: OperationShape, given: Record<string, unknown>): Record<string, unknown> {
  return root !== undefined && isObject(given[root]) ? { ...given, ...given[root] } : given;
}

function record(value: unknown, refuse: Refuse): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  throw refuse('The body must be a JSON object of names and values', ['body']);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that the database cannot hold is refused (NUL) or mended (half a surrogate pair), at any depth. */
function cleanText(value: unknown, refuse: Refuse, depth = 0, name = 'body'): unknown {
  if (typeof value === 'string') return cleanString(value, refuse, name);
  if (typeof value !== 'object' || value === null || value instanceof UploadedFile) return value;
  if (depth > DEPTH_MAX)
    throw refuse(`${fieldLabel(name)} is nested deeper than ${DEPTH_MAX} levels`, [name]);
  if (Array.isArray(value)) return value.map((item) => cleanText(item, refuse, depth + 1, name));
  const entries = Object.entries(value).map(([key, item]) => {
    const label = depth === 0 ? key.slice(0, NAME_MAX) : name;
    return [cleanString(key, refuse, label), cleanText(item, refuse, depth + 1, label)];
  });
  return Object.fromEntries(entries);
}

function cleanString(text: string, refuse: Refuse, name: string): string {
  if (!text.includes('\0')) return text.isWellFormed() ? text : text.toWellFormed();
  const field = name.replaceAll('\0', '');
  throw refuse(`${fieldLabel(field)} must not contain the NUL character`, [field]);
}
