import type { Context } from '../../context.ts';
import { type Mail, queueMail } from '../../platform/mail/mail.ts';

/** Sends a mail with the commit; a desk without a mail server sends none. */
export async function sendMail(ctx: Context, mail: Mail) {
  const { config, seal } = ctx.services;
  if (config.smtp_url !== undefined) await queueMail(ctx.queries, seal, mail);
}

const GREETING = 'Hello,';

// Names are chosen by strangers, and a mail in our name must not carry a letter of theirs.
const NAME_MAX = 60;
const nameIn = (name: string) =>
  name
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/:\/\/|www\./gi, ' ')
    .slice(0, NAME_MAX);

/** Invites somebody into an account, with a link for a first password. */
export function invitationMail(
  ctx: Context,
  invitation: { to: string; account: string; token: string },
): Mail {
  const account = nameIn(invitation.account);
  return {
    to: invitation.to,
    subject: `You are invited to ${account}`,
    greeting: GREETING,
    paragraphs: [
      `you are invited to answer customers of ${account} on Porchlight, a shared desk for conversations.`,
      'Choose a password to begin. The link works once, for seven days.',
    ],
    action: { label: 'Choose a password', url: passwordUrl(ctx, invitation.token) },
    closing: 'If this means nothing to you, delete this mail: without the password nothing happens.',
  };
}

/** Carries a link for a new password. */
export function passwordMail(ctx: Context, { to, token }: { to: string; token: string }): Mail {
  return {
    to,
    subject: 'A new password for your desk',
    greeting: GREETING,
    paragraphs: [
      'somebody, most likely you, asked for a new password for this address.',
      'The link works once, for six hours. Setting the password signs you out everywhere else.',
    ],
    action: { label: 'Set a new password', url: passwordUrl(ctx, token) },
    closing: 'If it was not you, delete this mail: your password stays as it is.',
  };
}

/** Carries a link that confirms an address. */
export function confirmationMail(ctx: Context, { to, token }: { to: string; token: string }): Mail {
  const url = `${ctx.services.config.frontend_url}${confirmationPath(token)}`;
  return {
    to,
    subject: 'Confirm your e-mail address',
    greeting: GREETING,
    paragraphs: [
      'this address was given for a user of Porchlight. Confirm that it is yours.',
      'The link works once, for seven days.',
    ],
    action: { label: 'Confirm the address', url },
    closing: 'If you gave it nowhere, delete this mail: nothing happens then.',
  };
}

interface WebhookOff {
  to: string;
  account: { id: number; name: string };
  webhook: { name: string | null; host: string; reason: string };
}

/** Tells an administrator that a webhook was switched off, and why. */
export function webhookOffMail(ctx: Context, { to, account, webhook }: WebhookOff): Mail {
  const { name, host, reason } = webhook;
  const url = `${ctx.services.config.frontend_url}/app/accounts/${account.id}/settings/integrations/webhook`;
  return {
    to,
    subject: `A webhook of ${nameIn(account.name)} was switched off`,
    greeting: GREETING,
    paragraphs: [
      `the webhook ${name ? `${nameIn(name)} ` : ''}at ${host} is told of nothing any more. ${reason}`,
      'Once it works again, switch it on; what it missed can be sent again.',
    ],
    action: { label: 'See the webhooks', url },
    closing: 'This mail went to the administrators of the account.',
  };
}

const passwordUrl = (ctx: Context, token: string) =>
  `${ctx.services.config.frontend_url}/app/auth/password/edit?reset_password_token=${encodeURIComponent(token)}`;

/** The dashboard's page that confirms an address. */
export const confirmationPath = (token: string) =>
  `/app/auth/confirmation?confirmation_token=${encodeURIComponent(token)}`;
