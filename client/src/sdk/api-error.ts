/** The desk refused a request; `message` is its sentence. */
export class ApiError extends Error {
  readonly status: number;
  /** Fields that the sentence is about. */
  readonly attributes: readonly string[];
  readonly body: unknown;
  /** Names the request in the desk's log. */
  readonly request_id: string | null;

  constructor(status: number, body: unknown, request_id: string | null) {
    super(sentenceOf(body) ?? `The desk answered ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
    this.request_id = request_id;
    this.attributes = isRecord(body) && Array.isArray(body.attributes) ? body.attributes.map(String) : [];
  }
}

/** The sentence of a refusal, wherever its shape keeps it. */
function sentenceOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body.trim() || undefined;
  if (!isRecord(body)) return undefined;
  const { error, errors, message } = body;
  if (Array.isArray(errors)) return errors.map(String).join(' ');
  return [message, error].find((text) => typeof text === 'string');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
