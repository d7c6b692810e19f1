import { mfa } from '@porchlight/contract/mfa';
import { profile } from '@porchlight/contract/profile';
import type { FastifyRequest } from 'fastify';
import { type Route, route, type UserContext } from '../../context.ts';
import { readSessionClaim } from './authentication.ts';
import { resendConfirmation } from './confirmation.ts';
import { activate, setPresence } from './membership.ts';
import { accessSelf, changeProfile, removeAvatar, resetAccessToken, showProfile } from './profile.ts';
import { limitAttempts } from './rate-limits.ts';
import {
  beginSecondFactor,
  disableSecondFactor,
  enableSecondFactor,
  renewBackupCodes,
} from './second-factor.ts';

/** What signed-in users do to themselves. */
export const profileRoutes: readonly Route[] = [
  route(profile.show, (ctx) => showProfile(ctx)),

  route(profile.update, async (ctx, fields, { request }) => {
    await changeProfile(ctx, fields, readSessionClaim(request)?.client);
    return showProfile(ctx);
  }),

  route(profile.removeAvatar, async (ctx) => {
    await removeAvatar(ctx);
    return showProfile(ctx);
  }),

  route(profile.setAvailability, async (ctx, { account_id, availability }) => {
    await setPresence(ctx, account_id, { availability });
    return showProfile(ctx);
  }),

  route(profile.setAutoOffline, async (ctx, { account_id, auto_offline }) => {
    await setPresence(ctx, account_id, { auto_offline });
    return showProfile(ctx);
  }),

  route(profile.setActiveAccount, async (ctx, { account_id }) => {
    await activate(ctx, account_id);
    return undefined;
  }),

  route(profile.resendConfirmation, async (ctx, _input, { request }) => {
    await limitAttempts(ctx, request, { name: 'confirmation', max: 5, window_seconds: 1800 });
    await ctx.services.limits.take(`confirmation user ${ctx.actor.id}`, 5, 1800);
    await resendConfirmation(ctx);
    return undefined;
  }),

  route(profile.resetAccessToken, (ctx) => resetAccessToken(ctx)),

  route(mfa.show, async (ctx) => {
    const { otp_enabled_at, otp_recovery_digests } = await accessSelf(ctx);
    const enabled = otp_enabled_at !== null;
    const backup_codes_generated = otp_recovery_digests.length > 0;
    return { feature_available: true, enabled, ...(enabled ? { backup_codes_generated } : {}) };
  }),

  route(mfa.begin, async (ctx) => beginSecondFactor(ctx, await accessSelf(ctx))),

  route(mfa.verify, async (ctx, { otp_code }, { request }) => {
    await limitCodes(ctx, request);
    const backup_codes = await enableSecondFactor(ctx, await accessSelf(ctx), otp_code ?? '');
    return { enabled: true, ...(backup_codes ? { backup_codes } : {}) };
  }),

  route(mfa.makeBackupCodes, async (ctx, { otp_code }, { request }) => {
    await limitCodes(ctx, request);
    return { backup_codes: await renewBackupCodes(ctx, await accessSelf(ctx), otp_code ?? '') };
  }),

  route(mfa.disable, async (ctx, { otp_code, password }, { request }) => {
    await limitCodes(ctx, request);
    await disableSecondFactor(ctx, await accessSelf(ctx), password ?? '', otp_code ?? '');
    return { enabled: false };
  }),
];

// Six digits are soon guessed by whoever may try without end.
async function limitCodes(ctx: UserContext, request: FastifyRequest) {
  const here = await limitAttempts(ctx, request, { name: 'codes', max: 5, window_seconds: 60 });
  await ctx.services.limits.take(`codes user ${ctx.actor.id}`, here ? 20 : 5, 60);
}
