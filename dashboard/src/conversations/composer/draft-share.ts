import type { OwnDraft } from '@porchlight/contract/own-drafts';
import { ask, isConflict, isPassing } from '../../app/ask.ts';
import { departingDesk } from '../../app/departing-desk.ts';
import { keptName } from '../../app/kept.ts';
import type { Live } from '../../app/live/live.ts';
import { currentLive } from '../../app/live/open-live.ts';
import { makeEchoId } from '../../app/live/outbox/sender.ts';
import type { DeskDraft, Draft, Mode } from './draft.ts';
import { detailsOf, readDetails } from './draft-details.ts';
import { merged } from './draft-merge.ts';
import type { Drafts } from './drafts.ts';

const TELL_MS = 1000;
const PATIENCE_MS = 15_000;
const MODES = ['reply', 'note'] as const satisfies readonly Mode[];

interface Place {
  id: number;
  mode: Mode;
}

/**
 * Lets the agent's other browsers have what was begun in this one, and this one what was begun there. Files stay where
 * they are. The desk is told within a second or so; it is asked whenever somebody comes to this page or its socket back.
 */
export class DraftShare {
  private readonly live: Live;
  private readonly drafts: Drafts;
  private readonly whose = keptName('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private work: Promise<void> = Promise.resolve();
  /** Those that the desk does not take, such as of conversations that are gone. */
  private readonly refused = new Set<string>();

  constructor(live: Live, drafts: Drafts) {
    this.live = live;
    this.drafts = drafts;
  }

  start() {
    this.drafts.subscribe(this.tellSoon);
    this.live.outbox.subscribe(this.tellSoon);
    this.live.connection.subscribe(() => this.live.connection.get().is === 'open' && this.look());
    addEventListener('focus', this.look);
    addEventListener('pagehide', this.leave);
    this.look();
  }

  /** Whether this is the account that is worked in, and the same user still. */
  private isCurrent = () => currentLive() === this.live && keptName('') === this.whose;

  private tellSoon = () => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.queue(() => this.tell());
    }, TELL_MS);
  };

  private look = () =>
    this.queue(async () => {
      await this.pull();
      await this.tell();
    });

  /** One thing after the other; what fails is done again by the next one. */
  private queue(call: () => Promise<void>) {
    this.work = this.work.then(() => (this.isCurrent() ? call() : undefined)).catch(() => undefined);
  }

  private async tell() {
    for (const place of this.places().filter((each) => this.isChanged(each))) {
      if (this.isUnderway(place) || this.refused.has(nameOf(place))) continue;
      if ((await this.save(place)) === 'changed elsewhere') await this.pull();
    }
  }

  private async save(place: Place) {
    const { account_id } = this.live;
    const { content, before } = this.stateOf(place);
    const saved = this.nextOf(place, before);
    const { version } = saved;
    this.drafts.tell(place.id, place.mode, { content, version });
    try {
      await ask((desk) => desk.ownDrafts.save({ account_id, ...saved }, patiently()));
      this.drafts.settle(place.id, place.mode, content === '' ? undefined : { content, version });
    } catch (error) {
      if (isConflict(error)) return 'changed elsewhere';
      if (isPassing(error)) throw error;
      this.refused.add(nameOf(place));
    }
    return 'settled';
  }

  private async pull() {
    const { account_id } = this.live;
    const { payload } = await ask((desk) => desk.ownDrafts.list({ account_id }, patiently()));
    const byName = new Map(payload.map((own) => [nameOf({ id: own.conversation_id, mode: own.mode }), own]));
    const ids = new Set([...this.drafts.get().keys(), ...payload.map((own) => own.conversation_id)]);
    for (const id of ids) for (const mode of MODES) this.take({ id, mode }, byName.get(nameOf({ id, mode })));
  }

  private take(place: Place, own: OwnDraft | undefined) {
    const { id, mode } = place;
    const { draft, content, before: known, told } = this.stateOf(place);
    const now: DeskDraft | undefined = own && { content: own.message, version: own.version };
    // What was told and not confirmed is of this browser too, and nothing that was written elsewhere.
    const before = told.find(({ version }) => version === now?.version) ?? known;
    if (now?.version === before?.version && told.length === 0) return;
    const result = merged(content, before, now);
    const change =
      result.of === 'here' ? undefined : { ...readDetails(own?.details, draft), content: result.content };
    this.drafts.settle(id, mode, result.at_desk, change);
  }

  /** A page that goes tells what it has not told yet. */
  private leave = () => {
    const desk = this.isCurrent() ? departingDesk() : undefined;
    const { account_id } = this.live;
    for (const place of this.places()) {
      const { content, before, told } = this.stateOf(place);
      // What was told last is there by now, or will be before this.
      const last = told.at(-1) ?? before;
      if (content !== (last?.content ?? ''))
        desk?.ownDrafts.save({ account_id, ...this.nextOf(place, last) }).catch(() => undefined);
    }
  };

  private nextOf(place: Place, before: DeskDraft | undefined) {
    const { id: conversation_id, mode } = place;
    const { draft, content: message } = this.stateOf(place);
    const replaces = before?.version ?? null;
    return { conversation_id, mode, message, version: makeEchoId(), replaces, details: detailsOf(draft) };
  }

  private places = (): Place[] =>
    [...this.drafts.get().keys()].flatMap((id) => MODES.map((mode) => ({ id, mode })));

  private isChanged(place: Place): boolean {
    const { content, before } = this.stateOf(place);
    return content !== (before?.content ?? '');
  }

  private stateOf({ id, mode }: Place) {
    const { at_desk, told, ...drafts } = this.drafts.of(id);
    const draft: Draft | undefined = drafts[mode];
    const content = draft && draft.content.trim() !== '' ? draft.content : '';
    return { draft, content, before: at_desk?.[mode], told: told?.[mode] ?? [] };
  }

  // What is held back is not at the desk, so that its draft is not gone from there.
  private isUnderway({ id, mode }: Place): boolean {
    return this.live.outbox
      .get()
      .some((entry) => entry.conversation_id === id && entry.private === (mode === 'note'));
  }
}

// What is never answered must not hold up what comes after it.
const patiently = () => ({ signal: AbortSignal.timeout(PATIENCE_MS) });

const nameOf = ({ id, mode }: Place) => `${id} ${mode}`;
