import * as z from 'zod';
import { attributes, id, isoTime, line, object } from './fields.ts';
import { operation } from './operation.ts';

/** What a saved filter narrows. */
export const filterTypes = ['conversation', 'contact', 'report'] as const;
export type FilterType = (typeof filterTypes)[number];

/** A filter that somebody saved for themselves: a folder of conversations, or a segment of contacts. */
export const customFilter = z.object({
  id: z.int(),
  name: z.string(),
  filter_type: z.enum(filterTypes),
  query: object,
  created_at: isoTime,
  updated_at: isoTime,
});
export type CustomFilter = z.output<typeof customFilter>;

const FILTERS = '/api/v1/accounts/{account_id}/custom_filters';
const root = 'custom_filter';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });

const QUERY_MAX = 100_000;

const name = line.refine((value) => value.trim() !== '', "can't be blank");
const filter_type = z.enum(filterTypes, `must be one of ${filterTypes.join(', ')}`);
const query = attributes.refine(
  (value) => JSON.stringify(value).length <= QUERY_MAX,
  `is too long (maximum is ${QUERY_MAX} characters of JSON)`,
);

const fields = z.object({
  name,
  filter_type: filter_type.default('conversation'),
  query: query.optional(),
});

const QUERY_RULES =
  '`query` is kept as it is given, and is not looked into. Clients keep `{ "payload": [conditions] }` in it, the ' +
  'conditions of the operation that filters.';

/** Filters that people saved; each sees and changes their own. */
export const customFilters = {
  list: operation({
    method: 'GET',
    path: FILTERS,
    summary: 'List your saved filters, the oldest first',
    permission: 'member',
    params,
    query: z.object({ filter_type: filter_type.default('conversation') }),
    response: z.array(customFilter),
    errors: ['invalid'],
    example: { filter_type: 'conversation' },
  }),
  create: operation({
    method: 'POST',
    path: FILTERS,
    summary: 'Save a filter for yourself',
    description: `${QUERY_RULES} Everybody keeps at most 1000 in an account.`,
    permission: 'member',
    params,
    root,
    body: fields,
    response: customFilter,
    errors: ['invalid'],
    example: {
      name: 'Urgent and open',
      filter_type: 'conversation',
      query: {
        payload: [
          {
            attribute_key: 'priority',
            filter_operator: 'equal_to',
            values: ['urgent'],
            query_operator: 'and',
          },
          { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: null },
        ],
      },
    },
  }),
  show: operation({
    method: 'GET',
    path: `${FILTERS}/{id}`,
    summary: 'Show a saved filter of yours',
    permission: 'member',
    params: paramsOfOne,
    response: customFilter,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${FILTERS}/{id}`,
    summary: 'Change a saved filter of yours',
    description: QUERY_RULES,
    permission: 'member',
    params: paramsOfOne,
    root,
    body: z.object({ name, filter_type, query }).partial(),
    response: customFilter,
    errors: ['not_found', 'invalid'],
    example: { name: 'Urgent' },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${FILTERS}/{id}`,
    summary: 'Delete a saved filter of yours',
    permission: 'member',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
};
