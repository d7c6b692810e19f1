import * as z from 'zod';
import { id, object, optionalId, seconds, text } from './fields.ts';
import { attachment, contentTypes, messageFields } from './messages.ts';
import { operation } from './operation.ts';
import { senderPush } from './people.ts';
import { ofContact } from './public-contacts.ts';
import { file } from './uploaded-file.ts';

const MESSAGES =
  '/public/api/v1/inboxes/{inbox_identifier}/contacts/{source_id}/conversations/{conversation_id}/messages';

/** A message as the contact sees it. */
export const publicMessage = z.object({
  id: z.int(),
  content: z.string().nullable(),
  message_type: z.int(),
  content_type: z.enum(contentTypes),
  content_attributes: object,
  created_at: seconds,
  conversation_id: z.int(),
  attachments: z.array(attachment).optional(),
  sender: senderPush.optional(),
});
export type PublicMessage = z.output<typeof publicMessage>;

const answer = z
  .union([text(20_000), z.boolean()])
  .nullable()
  .optional();

const survey = z.object({
  rating: z
    .union([
      z.int().min(1).max(5),
      z
        .string()
        .regex(/^[1-5]$/)
        .transform(Number),
    ])
    .nullable()
    .optional(),
  feedback_message: text(20_000).nullable().optional(),
});

const submitted = z.object({
  name: text(1000).nullable().optional(),
  title: text(20_000).nullable().optional(),
  value: answer,
  csat_survey_response: survey.optional(),
});

const VALUES_MAX = 100;
const NOT_VALUES = 'must be a list of objects with name, title and value';

/** What a contact fills in. */
export const submittedValues = z.union(
  [z.array(submitted, NOT_VALUES).max(VALUES_MAX, `must be at most ${VALUES_MAX} values`), submitted],
  NOT_VALUES,
);
export type SubmittedValues = z.output<typeof submittedValues>;

const FILES_MAX = 15;
const NOT_FILES = 'must be files in a multipart form';

const ofConversation = ofContact.extend({ conversation_id: id });

/** What is said in a conversation, to and by the contact. */
export const publicMessages = {
  list: operation({
    method: 'GET',
    path: MESSAGES,
    summary: 'List the messages that the contact sees, oldest first',
    description: 'The latest 20; with `before` the 20 below that id.',
    permission: 'contact',
    params: ofConversation,
    query: z.object({ before: optionalId }),
    response: z.array(publicMessage),
    errors: ['not_found', 'account_suspended'],
  }),
  create: operation({
    method: 'POST',
    path: MESSAGES,
    summary: 'Send a message as the contact',
    description:
      'Brings a conversation back that was resolved. Files come in a multipart form under `attachments[]`. A message ' +
      'that is sent again with the same `echo_id` is not written twice.',
    permission: 'contact',
    params: ofConversation,
    body: messageFields.pick({ content: true, echo_id: true }).extend({
      attachments: z
        .array(file, NOT_FILES)
        .max(FILES_MAX, `must be at most ${FILES_MAX} files`)
        .nullable()
        .optional(),
    }),
    refuse_body_as: 'unprocessable',
    response: publicMessage,
    errors: ['not_found', 'account_suspended', 'unprocessable'],
    example: { content: 'Where is my order?', echo_id: 'a1b2c3d4e5f6' },
  }),
  update: operation({
    method: 'PATCH',
    path: `${MESSAGES}/{id}`,
    summary: 'Answer a message that asks for something: a form, a selection or a survey',
    description: 'A later answer takes the place of an earlier one. A survey can be answered for 14 days.',
    permission: 'contact',
    params: ofConversation.extend({ id }),
    body: z.object({ submitted_values: submittedValues }),
    refuse_body_as: 'unprocessable',
    response: publicMessage,
    errors: ['not_found', 'account_suspended', 'unprocessable'],
    example: { submitted_values: [{ name: 'size', title: 'Large', value: 'l' }] },
  }),
};
