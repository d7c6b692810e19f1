export type RefusalReason =
  | 'url'
  | 'scheme'
  | 'port'
  | 'headers'
  | 'local_name'
  | 'private_address'
  | 'metadata_address'
  | 'redirect';

/** We chose not to send. The message may be shown to an account; `address` is for the operator's log only. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
  readonly reason: RefusalReason;
  // A tenant who learns which address a name has inside the network has a map of it.
  readonly address: string | undefined;

  constructor(reason: RefusalReason, message: string, address?: string) {
    super(message);
    this.reason = reason;
    this.address = address;
  }
}

export type FailureReason =
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  | 'response'
  | 'cancelled';

/** We sent, or tried to, and no usable answer came. */
export class OutboundFailed extends Error {
  override readonly name = 'OutboundFailed';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Translates what undici, TLS and the socket throw. What we threw ourselves passes unchanged. */
export function translateFailure(error: unknown, host: string): OutboundRefused | OutboundFailed {
  if (error instanceof OutboundRefused || error instanceof OutboundFailed) {
    return error;
  }
  const options = { cause: error };
  const code = codeOf(error);
  if (isTimeout(error, code)) {
    return new OutboundFailed(
      'timeout',
      `${host} did not answer in time. Check that it is up, then retry.`,
      options,
    );
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return new OutboundFailed('cancelled', `The request to ${host} was cancelled.`, options);
  }
  if (isCertificateProblem(error, code)) {
    return new OutboundFailed(
      'tls',
      `${host} has no certificate that we can trust (${code}). Renew it, or add its authority to NODE_EXTRA_CA_CERTS.`,
      options,
    );
  }
  if (/^(UND_ERR_|HPE_|HTTPParserError$)/.test(code)) {
    return new OutboundFailed('response', `${host} did not answer with proper HTTP (${code}).`, options);
  }
  return new OutboundFailed(
    'connect',
    `No connection to ${host} (${code}). Check its address and port.`,
    options,
  );
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

const timeoutCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

function isTimeout(error: unknown, code: string): boolean {
  return timeoutCodes.has(code) || (error instanceof Error && error.name === 'TimeoutError');
}

const certificateCodes =
  /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

function isCertificateProblem(error: unknown, code: string): boolean {
  return error instanceof Error && certificateCodes.test(code);
}
