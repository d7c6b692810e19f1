/** What the desk, or the way to it, refused. Status 0: it was not reached. */
export class Failure extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly retry_after_ms: number | undefined;

  constructor(status: number, body: unknown, retry_after_ms?: number) {
    super(`The desk answered ${status}`);
    this.status = status;
    this.body = body;
    this.retry_after_ms = retry_after_ms;
  }

  /** Whether the same request may well be answered later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** An answer of the desk as it came. */
export interface Answered {
  status: number;
  text: string;
  retryAfter: string | null;
}
