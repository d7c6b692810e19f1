import { widgetContacts } from '@porchlight/contract/widget-contacts';
import type { FastifyRequest } from 'fastify';
import { type ContactContext, type Route, route } from '../../context.ts';
import { removeCustomAttributes } from '../contacts/contact.ts';
import { limitContact } from '../conversations/contact-limits.ts';
import { asSystem } from '../conversations/message.ts';
import { type Identified, identifyVisitor, setUser } from './identity.ts';
import { CHANGES, limitWebsite, NEW_VISITORS } from './limits.ts';
import { presentKnown, presentWidgetContact } from './present.ts';
import { signVisitorToken } from './visitor-token.ts';

/** Who the visitor is. */
export const widgetContactRoutes: readonly Route[] = [
  route(widgetContacts.show, async ({ contact }) => ({
    ...presentKnown(contact),
    identifier: contact.identifier,
  })),

  route(widgetContacts.update, async (ctx, { website_token, ...claim }, { request }) => {
    await limitContact(ctx, request, CHANGES);
    return showIdentified(ctx, request, await identifyVisitor(ctx, claim));
  }),

  route(widgetContacts.setUser, async (ctx, { website_token, ...claim }, { request }) => {
    await limitContact(ctx, request, CHANGES);
    return showIdentified(ctx, request, await setUser(ctx, claim));
  }),

  route(widgetContacts.removeCustomAttributes, async (ctx, { custom_attributes }, { request }) => {
    await limitContact(ctx, request, CHANGES);
    const contact = await ctx.transaction((tx) =>
      removeCustomAttributes(asSystem(tx), ctx.contact, custom_attributes),
    );
    return presentWidgetContact({ ...ctx, contact });
  }),
];

async function showIdentified(
  ctx: ContactContext,
  request: FastifyRequest,
  { visitor, is_switched }: Identified,
) {
  const known = presentKnown(visitor.contact);
  if (!is_switched) return known;
  // Links have limits of their own; whoever makes new ones all the time is stopped by their address.
  await limitWebsite(ctx, request, NEW_VISITORS);
  return { ...known, widget_auth_token: signVisitorToken(ctx, visitor.contactInbox) };
}
