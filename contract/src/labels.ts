import * as z from 'zod';
import { flag, id, line, text } from './fields.ts';
import { operation } from './operation.ts';

/** A label of the account. */
export const label = z.object({
  id: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  color: z.string(),
  show_on_sidebar: z.boolean().nullable(),
});
export type Label = z.output<typeof label>;

const LABELS = '/api/v1/accounts/{account_id}/labels';
const root = 'label';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });

const color = line.refine((value) => /^#[0-9a-f]{6}$/i.test(value), 'must be a colour such as #1f93ff');

const fields = z.object({
  title: line,
  description: text(20_000).nullable().optional(),
  color: color.optional(),
  show_on_sidebar: flag.nullable().optional(),
});

const TITLE_RULES =
  'A title is kept in small letters. It begins with a letter or digit, goes on with at least one letter, ' +
  'digit, `_` or `-`, and is one of a kind.';

/** The account's own words for conversations and contacts. */
export const labels = {
  list: operation({
    method: 'GET',
    path: LABELS,
    summary: 'List labels, by title',
    permission: 'member',
    params,
    response: z.object({ payload: z.array(label) }),
  }),
  create: operation({
    method: 'POST',
    path: LABELS,
    summary: 'Create a label',
    description: TITLE_RULES,
    permission: 'administrator',
    params,
    root,
    body: fields,
    response: label,
    errors: ['invalid'],
    example: { title: 'refund', description: 'Wants money back', color: '#aa3300', show_on_sidebar: true },
  }),
  show: operation({
    method: 'GET',
    path: `${LABELS}/{id}`,
    summary: 'Show a label',
    permission: 'administrator',
    params: paramsOfOne,
    response: label,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${LABELS}/{id}`,
    summary: 'Change a label',
    description: `${TITLE_RULES} What carried the old title soon carries the new one.`,
    permission: 'administrator',
    params: paramsOfOne,
    root,
    body: fields.partial(),
    response: label,
    errors: ['not_found', 'invalid'],
    example: { title: 'refunds' },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${LABELS}/{id}`,
    summary: 'Delete a label',
    description: 'Conversations and contacts that carry its title keep it.',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
};
