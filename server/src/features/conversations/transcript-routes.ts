import { transcripts } from '@porchlight/contract/transcripts';
import { type Route, route } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { limitAccount } from '../accounts/rate-limits.ts';
import { accessConversation } from './access.ts';
import { sendTranscript } from './transcript.ts';

/** Copies of conversations. */
export const transcriptRoutes: readonly Route[] = [
  route(transcripts.send, async (ctx, { id, email }, { request }) => {
    const conversation = await accessConversation(ctx, id);
    if (!email?.trim()) throw new Refusal('param_missing', 'email param missing');
    await limitAccount(ctx, request, { name: 'transcript', max: 30, window_seconds: 3600 });
    await sendTranscript(ctx, conversation, email);
    return undefined;
  }),
];
