import { accountContext, type Services } from '../../context.ts';
import { findAccount, systemContext } from '../../features/accounts/account.ts';
import { findAnswerIn, recordResponse } from '../../features/csat/response.ts';
import { sendSurvey } from '../../features/csat/survey.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import type { DurableSubscriber, NumberedEvent } from '../../platform/outbox/dispatcher.ts';

/** Asks for a rating when a conversation is resolved, and writes down what is answered in it. */
export const csatSubscriber: DurableSubscriber = {
  name: 'csat',
  events: ['conversation.resolved', 'message.updated'],
  concerns: (event) => event.name === 'conversation.resolved' || answers(event),
  // Both look at how things are when they are done, so that no order matters.
  queueOf: () => undefined,
};

/** Whether somebody answered a survey; most changes of messages are of another kind. */
function answers({ data }: NumberedEvent): boolean {
  const { content_attributes } = (data.changes ?? {}) as Record<string, readonly unknown[] | undefined>;
  return findAnswerIn(content_attributes?.[1]) !== undefined;
}

/** What the subscriber does with each event. */
export function csatJob(services: Services): Job<NumberedEvent> {
  return {
    name: csatSubscriber.name,
    async run({ id, depth, account_id, name, data }) {
      const account = await findAccount(services, account_id);
      if (!account) return;
      const { actor } = systemContext(services, account);
      const ctx = accountContext(services, account, actor, { id, depth });
      const conversation_id = Number(data.conversation_id);
      if (name === 'conversation.resolved') return sendSurvey(ctx, conversation_id);
      return recordResponse(ctx, { conversation_id, message_id: Number(data.message_id) });
    },
  };
}
