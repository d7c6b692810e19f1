import * as z from 'zod';
import { attributes, id, isoTime, line, object, text } from './fields.ts';
import { operation } from './operation.ts';
import { optionalFile } from './uploaded-file.ts';

const KEPT = 'An upload is kept for 24 hours; what is sent from it in that time stays with its message.';

const byteSize = z
  .union(
    [
      z.int(),
      z
        .string()
        .regex(/^\d{1,12}$/)
        .transform(Number),
    ],
    'must be a number of bytes',
  )
  .refine((bytes) => bytes >= 1, 'must be a number of bytes above 0')
  .meta({ documented: { type: 'integer', minimum: 1 } });

const checksum = text(24).refine(
  (value) => /^[A-Za-z0-9+/]{22}==$/.test(value),
  'must be the MD5 of the file in base64',
);

/** Files that are sent before what they are for. */
export const uploads = {
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/upload',
    summary: 'Store a file, or fetch one, for use in messages',
    description:
      `A file in a multipart form as \`attachment\`, or \`external_url\` to fetch it from. \`blob_id\` goes into the ` +
      `\`attachments\` of a message, of as many as you like. ${KEPT}`,
    permission: 'member',
    params: z.object({ account_id: id }),
    body: z.object({ attachment: optionalFile, external_url: text(2048).nullable().optional() }),
    response: z.object({ file_url: z.string(), blob_id: z.string() }),
    errors: ['unprocessable', 'too_many_requests'],
    example: { external_url: 'https://example.com/manual.pdf' },
  }),
  begin: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/direct_uploads',
    summary: 'Announce a file that is then sent by itself',
    description:
      `The file is sent with PUT to \`direct_upload.url\`, with the headers that stand beside it, within 15 minutes; ` +
      `\`signed_id\` then goes into the \`attachments\` of messages. ${KEPT}`,
    permission: 'member',
    params: z.object({ account_id: id, conversation_id: id }),
    root: 'blob',
    body: z.object({
      filename: line.refine((name) => name.trim() !== '', "can't be blank"),
      byte_size: byteSize,
      checksum: checksum.nullable().optional(),
      content_type: line.nullable().optional(),
      metadata: attributes.nullable().optional(),
    }),
    response: z.object({
      id: z.int(),
      key: z.string(),
      filename: z.string(),
      content_type: z.string(),
      metadata: object,
      service_name: z.string(),
      byte_size: z.int(),
      checksum: z.string().nullable(),
      created_at: isoTime,
      signed_id: z.string(),
      direct_upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
    }),
    errors: ['not_found', 'not_allowed', 'unprocessable'],
    example: {
      filename: 'cat.png',
      byte_size: 70,
      checksum: 'kAFQmDzST7DWlj99KOF/cg==',
      content_type: 'image/png',
    },
  }),
};
