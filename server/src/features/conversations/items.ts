import type { MessageFields } from '@porchlight/contract/messages';
import * as z from 'zod';
import { Refusal } from '../../platform/refusal.ts';

const text = z.union([z.string(), z.number()]);

const card = z.strictObject({
  title: text.optional(),
  description: text.optional(),
  media_url: text.optional(),
  actions: z
    .array(
      z.strictObject({
        text: text.optional(),
        type: text.optional(),
        payload: text.optional(),
        uri: text.optional(),
      }),
    )
    .min(1),
});

const formField = z.strictObject({
  type: text.optional(),
  placeholder: text.optional(),
  label: text.optional(),
  name: text.optional(),
  options: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  required: z.unknown().optional(),
  pattern: text.optional(),
  title: text.optional(),
  pattern_error: text.optional(),
});

/** What the items of a rich message are made of, by content type. */
const ITEMS: Partial<Record<MessageFields['content_type'], z.ZodType>> = {
  input_select: z.array(z.strictObject({ title: text, value: text })).min(1),
  cards: z.array(card).min(1),
  form: z.array(formField).min(1),
  article: z
    .array(z.strictObject({ title: text.optional(), description: text.optional(), link: text.optional() }))
    .min(1),
};

/** Refuses a rich message whose items are not those of its content type. */
export function checkItems(content_type: MessageFields['content_type'], items: unknown) {
  const schema = ITEMS[content_type];
  const parsed = schema?.safeParse(items ?? []);
  if (!parsed || parsed.success) return;
  const [issue] = parsed.error.issues;
  const place = ['items', ...(issue?.path ?? [])].join('.');
  throw new Refusal(
    'unprocessable',
    `Content attributes ${place} of ${content_type}: ${issue?.message ?? 'not valid'}`,
  );
}
