import type { Client } from '@porchlight/client/sdk';
import { ApiError } from '@porchlight/client/sdk';
import type { ConversationState } from '@porchlight/client/state/desk';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { toast, toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { type ConversationPatch, patchConversations } from '../store/patch.ts';

/** A part of a conversation that is changed as a whole. */
export interface Part {
  names: readonly (keyof ConversationPatch)[];
  /** Makes the desk have the part as this conversation has it. */
  put(desk: Client, account_id: number, conversation: ConversationState): Promise<unknown>;
}

/** A change of one or many conversations. */
export interface Change {
  live: Live;
  part: Part;
  /** As they were. */
  before: readonly ConversationState[];
  /** What becomes of each. */
  patchOf(conversation: ConversationState): ConversationPatch;
  /** What to tell of so many. */
  said(count: number): string;
}

const AT_ONCE = 6;

/** Shows the change at once and tells the desk; one undo takes all of it back. What the desk refuses is as it was. */
export function change({ live, part, before, patchOf, said }: Change) {
  const changed = before.map((each) => ({ before: each, after: { ...each, ...patchOf(each) } }));
  if (changed.length === 0) return;
  show(
    live,
    part,
    changed.map(({ after }) => after),
  );
  const done = putAll(live, part, changed);
  toastWithUndo(said(changed.length), () => {
    show(
      live,
      part,
      changed.map((each) => each.before),
    );
    // The change may still be under way: what undoes it must come after it.
    void done.then((kept) =>
      putAll(
        live,
        part,
        kept.map(({ before: former, after }) => ({ before: after, after: former })),
      ),
    );
  });
}

interface Step {
  before: ConversationState;
  after: ConversationState;
}

function show(live: Live, part: Part, conversations: readonly ConversationState[]) {
  const patches = new Map(conversations.map((each) => [each.id, partOf(part, each)]));
  live.store.change((state) => patchConversations(state, patches));
}

const partOf = ({ names }: Part, conversation: ConversationState): ConversationPatch =>
  Object.fromEntries(names.map((name) => [name, conversation[name]]));

/** Puts a few at a time; answers those that the desk took, and shows the others as they were. */
async function putAll(live: Live, part: Part, steps: readonly Step[]): Promise<Step[]> {
  const waiting = [...steps];
  const taken: Step[] = [];
  const refused: Step[] = [];
  let reason: unknown;
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { after } = step;
      try {
        await inTurn(`${live.account_id} ${after.id}`, () =>
          patiently(() => ask((desk) => part.put(desk, live.account_id, after))),
        );
        taken.push(step);
      } catch (error) {
        reason = error;
        refused.push(step);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (refused.length > 0) {
    show(
      live,
      part,
      refused.map(({ before }) => before),
    );
    tellRefusal(refused.length, steps.length, reason);
  }
  return taken;
}

function tellRefusal(refused: number, all: number, reason: unknown) {
  const sentence = sentenceOf(reason);
  const text =
    all === 1 ? sentence : t('conversations.someRefused', { count: refused, all, reason: sentence });
  toast(text, { tone: 'bad' });
}

const turns = new Map<string, Promise<unknown>>();

/** Does it once what was begun before for the same has ended: the desk is to have the change that was made last. */
function inTurn<Answer>(name: string, act: () => Promise<Answer>): Promise<Answer> {
  const done = (turns.get(name) ?? Promise.resolve()).then(act);
  const ended = done
    .catch(() => undefined)
    .then(() => {
      if (turns.get(name) === ended) turns.delete(name);
    });
  turns.set(name, ended);
  return done;
}

const WAIT_MS = 1000;
const TRIES = 4;

/** Does it, waiting a little where the desk says that it is too much at once. */
async function patiently<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429 || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * 2 ** tries));
    }
  }
}
