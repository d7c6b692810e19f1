import * as z from 'zod';
import { text } from './fields.ts';
import { operation } from './operation.ts';

const MFA = '/api/v1/profile/mfa';

const code = text(100).nullable().optional();

/** Codes that stand in for the second factor, each once: eight digits and letters A to F. */
const backupCodes = z.array(z.string());

/** The second factor of the signed-in user: codes of an authenticator app (TOTP, six digits, 30 seconds). */
export const mfa = {
  show: operation({
    method: 'GET',
    path: MFA,
    summary: 'Show whether the second factor is on',
    permission: 'signed_in',
    response: z.object({
      feature_available: z.boolean(),
      enabled: z.boolean(),
      backup_codes_generated: z.boolean().optional(),
    }),
  }),
  begin: operation({
    method: 'POST',
    path: MFA,
    summary: 'Make a secret for an authenticator app; it counts once a code was verified',
    permission: 'signed_in',
    response: z.object({ provisioning_url: z.string(), secret: z.string() }),
    errors: ['unprocessable'],
  }),
  verify: operation({
    method: 'POST',
    path: `${MFA}/verify`,
    summary: 'Turn the second factor on with a first code',
    description: 'Answers ten backup codes, shown this once.',
    permission: 'signed_in',
    body: z.object({ otp_code: code }),
    response: z.object({ enabled: z.boolean(), backup_codes: backupCodes.optional() }),
    errors: ['unprocessable', 'too_many_requests'],
    example: { otp_code: '492039' },
  }),
  makeBackupCodes: operation({
    method: 'POST',
    path: `${MFA}/backup_codes`,
    summary: 'Make ten new backup codes; the old ones stop working',
    permission: 'signed_in',
    body: z.object({ otp_code: code }),
    response: z.object({ backup_codes: backupCodes }),
    errors: ['unprocessable', 'too_many_requests'],
    example: { otp_code: '492039' },
  }),
  disable: operation({
    method: 'DELETE',
    path: MFA,
    summary: 'Turn the second factor off',
    description: 'otp_code may be a backup code.',
    permission: 'signed_in',
    body: z.object({ otp_code: code, password: text(10_000).nullable().optional() }),
    response: z.object({ enabled: z.boolean() }),
    errors: ['unprocessable', 'too_many_requests'],
    example: { otp_code: '492039', password: 'Correct-Horse-1' },
  }),
};
