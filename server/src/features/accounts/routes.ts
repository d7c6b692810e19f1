import { auth } from '@porchlight/contract/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Context, type Exchange, type Route, route } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readSessionClaim } from './authentication.ts';
import { confirmAddress } from './confirmation.ts';
import { checkLogin, checkSecondFactor, makeMfaToken } from './login.ts';
import { confirmationPath } from './mails.ts';
import { requestPassword, resetPassword } from './passwords.ts';
import { showUser } from './profile.ts';
import { limitAttempts } from './rate-limits.ts';
import { closeSession, findSession, keepSession, openSession, sessionHeaders } from './sessions.ts';
import { takeSsoToken } from './sso.ts';

type User = Awaited<ReturnType<typeof checkLogin>>;

/** Signing in and out, and what mails lead to. */
export const accountRoutes: readonly Route[] = [
  route(auth.signIn, async (ctx, fields, exchange) => {
    const { email, password, sso_auth_token, mfa_token, otp_code, backup_code } = fields;
    if (mfa_token) {
      await limitSecondFactor(ctx, exchange.request, mfa_token);
      const user = await checkSecondFactor(ctx, { mfa_token, otp_code, backup_code });
      return enter(ctx, user, exchange.reply);
    }
    if (sso_auth_token) {
      await limitLinks(ctx, exchange.request);
      return admit(ctx, await takeSsoToken(ctx, email ?? '', sso_auth_token), exchange);
    }
    await limitSignIn(ctx, exchange.request, email ?? '');
    return admit(ctx, await checkLogin(ctx, email ?? '', password ?? ''), exchange);
  }),

  route(auth.openSignInPage, async (_ctx, _input, { reply }) => {
    reply.code(302).header('location', '/app/login?error=access-denied');
    return undefined;
  }),

  route(auth.validateToken, async (ctx, _input, { request, reply }) => {
    const claim = readSessionClaim(request);
    const found = claim && (await findSession(ctx, claim));
    if (!claim || !found) throw new Refusal('invalid_session');
    reply.headers(sessionHeaders(keepSession(claim, found)));
    const user = await showUser(ctx, found.user);
    return { payload: { success: true, data: { ...user, created_at: found.user.created_at.toISOString() } } };
  }),

  route(auth.signOut, async (ctx, _input, { request }) => {
    const claim = readSessionClaim(request);
    if (!claim || !(await closeSession(ctx, claim))) throw new Refusal('unknown_session');
    return { success: true };
  }),

  route(auth.requestPassword, async (ctx, { email }, { request }) => {
    await limitAttempts(ctx, request, { name: 'password', max: 5, window_seconds: 1800 });
    const key = `password email ${(email ?? '').trim().toLowerCase()}`;
    await ctx.services.limits.take(key, 5, 3600);
    await requestPassword(ctx, email ?? '');
    return { message: 'A mail with a link for a new password is on its way.' };
  }),

  route(auth.resetPassword, async (ctx, { reset_password_token, ...given }, exchange) => {
    await limitLinks(ctx, exchange.request);
    const { password, password_confirmation } = given;
    const user = await resetPassword(ctx, reset_password_token ?? '', {
      password: password ?? '',
      password_confirmation,
    });
    return admit(ctx, user, exchange);
  }),

  route(auth.confirm, async (ctx, { confirmation_token }, exchange) => {
    await limitLinks(ctx, exchange.request);
    return admit(ctx, await confirmAddress(ctx, confirmation_token ?? ''), exchange);
  }),

  route(auth.openConfirmation, async (_ctx, { confirmation_token }, { reply }) => {
    reply.code(302).header('location', confirmationPath(confirmation_token ?? ''));
    return undefined;
  }),
];

/** Lets a user in, or asks for the second factor first. */
async function admit(ctx: Context, user: User, { reply }: Exchange) {
  if (user.otp_enabled_at === null) return enter(ctx, user, reply);
  reply.code(206);
  return { mfa_required: true as const, mfa_token: makeMfaToken(ctx, user) };
}

async function enter(ctx: Context, user: User, reply: FastifyReply) {
  reply.headers(sessionHeaders(await openSession(ctx, user)));
  return { data: await showUser(ctx, user) };
}

// Guessing passwords: few tries for an address on the network, a few more for an e-mail address.
async function limitSignIn(ctx: Context, request: FastifyRequest, email: string) {
  const here = await limitAttempts(ctx, request, { name: 'sign_in', max: 5, window_seconds: 300 });
  await ctx.services.limits.take(`sign_in email ${email.trim().toLowerCase()}`, here ? 100 : 10, 900);
}

async function limitSecondFactor(ctx: Context, request: FastifyRequest, mfa_token: string) {
  await limitAttempts(ctx, request, { name: 'second factor', max: 10, window_seconds: 60 });
  await ctx.services.limits.take(`second factor token ${mfa_token.slice(0, 300)}`, 10, 60);
}

const limitLinks = (ctx: Context, request: FastifyRequest) =>
  limitAttempts(ctx, request, { name: 'link', max: 20, window_seconds: 300 });
