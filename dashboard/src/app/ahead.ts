import { type Client, createClient, type Session } from '@porchlight/client/sdk';

/** What was asked before anything was there to ask for it lasts until the page should long stand. */
const KEPT_MS = 10_000;

const answers = new Map<string, Promise<Response>>();

/**
 * Asks now what the page will ask once its code has run, so that the answers come meanwhile. Each is given to the
 * first that asks the same, once.
 */
export function askAhead(session: Session, question: (desk: Client) => unknown) {
  const keep = (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    const answer = fetch(input, init);
    // Whoever takes it hears of the failure.
    answer.catch(() => undefined);
    answers.set(String(input), answer);
    // Nobody waits here.
    return new Promise<never>(() => undefined);
  };
  question(createClient({ base_url: '', session, fetch: keep }));
  setTimeout(dropAhead, KEPT_MS);
}

/** Forgets what nobody took, as when somebody else signs in. */
export const dropAhead = () => answers.clear();

/** `fetch`, but for what was asked ahead. */
export const fetchAhead: typeof fetch = async (input, init) => {
  const name = String(input);
  const asked = init?.method === 'GET' ? answers.get(name) : undefined;
  answers.delete(name);
  const answer = await (asked ?? fetch(input, init));
  noteTime(answer.headers.get('date'));
  return answer;
};

/** Clocks are read in whole seconds, and transactions take their time. */
const MARGIN_S = 3;

let opened_at_s: number | undefined;

function noteTime(date: string | null) {
  const now_s = Date.parse(date ?? '') / 1000 - performance.now() / 1000;
  if (opened_at_s === undefined && !Number.isNaN(now_s)) opened_at_s = Math.floor(now_s) - MARGIN_S;
}

/** Before this page read anything, in seconds of the desk's clock; nothing until the desk has answered. */
export const openedAt = (): number | undefined => opened_at_s;
