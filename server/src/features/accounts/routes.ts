import { agents } from '@porchlight/contract/agents';
import { auth } from '@porchlight/contract/auth';
import { profile } from '@porchlight/contract/profile';
import type { FastifyRequest } from 'fastify';
import { type Context, type Route, route } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readSessionClaim } from './authentication.ts';
import { listMembers } from './people.ts';
import { presentAgent } from './present.ts';
import { checkLogin, resetAccessToken, showProfile, showUser } from './profile.ts';
import { closeSession, findSession, openSession, sessionHeaders } from './sessions.ts';

export const accountRoutes: readonly Route[] = [
  route(auth.signIn, async (ctx, { email = '', password = '' }, { request, reply }) => {
    await limitSignIn(ctx, request, email);
    const user = await checkLogin(ctx, email, password);
    reply.headers(sessionHeaders(await openSession(ctx, user)));
    return { data: await showUser(ctx, user) };
  }),

  route(auth.validateToken, async (ctx, _input, { request, reply }) => {
    const claim = readSessionClaim(request);
    const found = claim && (await findSession(ctx, claim));
    if (!claim || !found) throw new Refusal('invalid_session');
    reply.headers(sessionHeaders({ ...claim, expires_at: found.session.expires_at }));
    const user = await showUser(ctx, found.user);
    return { payload: { success: true, data: { ...user, created_at: found.user.created_at.toISOString() } } };
  }),

  route(auth.signOut, async (ctx, _input, { request }) => {
    const claim = readSessionClaim(request);
    if (!claim || !(await closeSession(ctx, claim))) throw new Refusal('unknown_session');
    return { success: true };
  }),

  route(profile.show, (ctx) => showProfile(ctx)),

  route(profile.resetAccessToken, (ctx) => resetAccessToken(ctx)),

  route(agents.list, async (ctx) => {
    const members = await listMembers(ctx);
    return members.map((person) => presentAgent(person, ctx.account.id));
  }),
];

// Guessing passwords: few tries for an address on the network, a few more for an e-mail address.
async function limitSignIn(ctx: Context, request: FastifyRequest, email: string) {
  const { limits } = ctx.services;
  if (!isThisMachine(request)) await limits.take(`sign_in ip ${request.ip}`, 5, 300);
  await limits.take(`sign_in email ${email.trim().toLowerCase()}`, 10, 900);
}
