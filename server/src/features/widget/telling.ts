import type { FastifyRequest } from 'fastify';
import type { ContactContext } from '../../context.ts';
import { readAddress, readBrowser, readLanguage } from './circumstances.ts';

const TEXT_MAX = 100;
const ADDRESS_MAX = 2048;

/** Tells those outside who listen that the visitor opened the chat. */
export async function tellTriggered(ctx: ContactContext, request: FastifyRequest, event_info: unknown) {
  const { contactInbox, inbox } = ctx;
  const info = event_info as { referer?: unknown; initiated_at?: { timestamp?: unknown } } | null | undefined;
  const { locale } = request.query as { locale?: unknown };
  const { language } = readLanguage(request.headers['accept-language']);
  await ctx.transaction(async (tx) =>
    tx.emit('webwidget.triggered', {
      contact_inbox_id: contactInbox.id,
      contact_id: contactInbox.contact_id,
      inbox_id: inbox.id,
      event_info: {
        initiated_at: { timestamp: shortText(info?.initiated_at?.timestamp) ?? '' },
        referer: readAddress(shortText(info?.referer, ADDRESS_MAX)),
        widget_language: shortText(locale) ?? ctx.account.locale,
        browser_language: language,
        browser: readBrowser(request.headers['user-agent']),
      },
    }),
  );
}

const shortText = (value: unknown, max = TEXT_MAX) =>
  typeof value === 'string' && value.length <= max ? value : undefined;
