import type { Draft, Mention } from './draft.ts';

/** What belongs to a text besides its words, as the desk keeps it for us. */
export const detailsOf = (draft: Draft | undefined): Record<string, unknown> =>
  draft
    ? {
        begun_after_id: draft.begun_after_id,
        begun_at: draft.begun_at,
        in_reply_to: draft.in_reply_to ?? null,
        mentions: draft.mentions,
      }
    : {};

/** What another browser said of the text, together with what is known of it here. */
export function readDetails(details: Readonly<Record<string, unknown>> = {}, here?: Draft): Partial<Draft> {
  const { begun_after_id, begun_at, in_reply_to, mentions } = details;
  return {
    // The earlier beginning counts: what was answered since then was not seen when the text was begun.
    ...(typeof begun_after_id === 'number' && typeof begun_at === 'number'
      ? {
          begun_after_id: Math.min(begun_after_id, here?.begun_after_id ?? begun_after_id),
          begun_at: Math.min(begun_at, here?.begun_at ?? begun_at),
        }
      : {}),
    ...(typeof in_reply_to === 'number' ? { in_reply_to } : {}),
    mentions: [...(here?.mentions ?? []), ...(Array.isArray(mentions) ? mentions.filter(isMention) : [])],
  };
}

const isMention = (value: unknown): value is Mention =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'user' || value.kind === 'team') &&
  'id' in value &&
  typeof value.id === 'number' &&
  'name' in value &&
  typeof value.name === 'string';
