import { createHmac } from 'node:crypto';
import { deriveKey } from './derived-key.ts';
import { sameText } from './same-text.ts';

/** Signs claims as a JSON Web Token, for clients that expect one; each audience has a key of its own. */
export interface JwtSigner {
  signJwt(audience: string, claims: Claims, lifetime_seconds: number): string;
  /** The claims, or nothing when the token is forged, for another audience or has run out. */
  openJwt(audience: string, token: string): Claims | undefined;
}

export type Claims = Readonly<Record<string, unknown>>;

// The one header that there is: a token cannot say itself how it is to be checked.
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });
const TOKEN_MAX = 2000;

/** A signer with keys derived from the installation's secret key. */
export function createJwtSigner(secret_key: string, now: () => Date): JwtSigner {
  const keys = new Map<string, Buffer>();
  const keyOf = (audience: string) => {
    const key = keys.get(audience) ?? deriveKey(secret_key, `jwt ${audience}`);
    keys.set(audience, key);
    return key;
  };
  const sign = (audience: string, text: string) =>
    createHmac('sha256', keyOf(audience)).update(text).digest('base64url');
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    signJwt(audience, claims, lifetime_seconds) {
      const iat = seconds();
      const payload = encode({ ...claims, aud: audience, iat, exp: iat + lifetime_seconds });
      return `${HEADER}.${payload}.${sign(audience, `${HEADER}.${payload}`)}`;
    },
    openJwt(audience, token) {
      if (token.length > TOKEN_MAX) return undefined;
      const [header, payload = '', signature = '', ...rest] = token.split('.');
      if (header !== HEADER || rest.length > 0) return undefined;
      if (!sameText(signature, sign(audience, `${HEADER}.${payload}`))) return undefined;
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
      const holds = claims.aud === audience && typeof claims.exp === 'number' && claims.exp > seconds();
      return holds ? claims : undefined;
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
