import type { ConversationState, DeskState } from '@porchlight/client/state/desk';
import { loadConversations } from '@porchlight/client/state/load';
import { conversationState } from '@porchlight/client/state/records';
import type { Conversation } from '@porchlight/contract/conversations';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { Watched } from '../../app/watched.ts';
import { askCounts, askPage, PAGE_SIZE } from './ask-list.ts';
import { changedCounts, type TabCounts } from './counts.ts';
import { fitsFilter, isOfTab, isToldByDesk, type ListFilter, tabOf } from './membership.ts';
import { orderOf } from './order.ts';

/** A list as it is shown now. */
export interface Shown {
  ids: readonly number[];
  /** Nothing until the desk has told. */
  counts: TabCounts | undefined;
  /** Whether the desk has answered; what is shown before was kept. */
  isRead: boolean;
  has_more: boolean;
  failure: string | undefined;
}

/** From where to where a page goes; no bound is the end of the list. */
interface Reach {
  first: ConversationState | undefined;
  end: ConversationState | undefined;
}

const COUNT_MS = 1500;
const AGAIN_MS = 3000;
const PAGES_AGAIN_MAX = 8;
const PAGES_WITHOUT_ROWS_MAX = 8;

/**
 * The conversations of a filter, in order, as far as they were read. What belongs to it is reckoned from what is known
 * of all conversations, so that events move rows in and out; only lists whose rule the desk alone knows are asked again.
 */
export class ConversationList {
  readonly shown: Watched<Shown>;
  /** Where the reader left it. */
  scroll_offset = 0;
  private readonly live: Live;
  private readonly filter: ListFilter;
  private readonly user_id: number;
  private known: DeskState['conversations'] | undefined;
  private version = 0;
  /** The last row of what was read; what sorts behind it is not shown yet. */
  private boundary: ConversationState | undefined;
  /** Conversations, as they were, that the desk listed: it sorts more finely than by what it tells. */
  private readonly listed = new WeakSet<ConversationState>();
  /** Conversations, as they were, that the desk left out of the pages in which they would stand. */
  private readonly absent = new WeakSet<ConversationState>();
  /** Those that the desk told of, where it alone knows the rule. */
  private readonly told = new Set<number>();
  private underway: Promise<void> | undefined;
  /** Asked for while something was read: whoever is at the end already does not scroll again. */
  private isMoreWanted = false;
  private last = { page: 0, had_rows: 0 };
  private countTimer: ReturnType<typeof setTimeout> | undefined;
  private againTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Live, filter: ListFilter, user_id: number) {
    this.live = live;
    this.filter = filter;
    this.user_id = user_id;
    this.shown = new Watched<Shown>({
      ids: [],
      counts: undefined,
      isRead: false,
      has_more: false,
      failure: undefined,
    });
  }

  /** Follows what happens until the answer is called. */
  start(): () => void {
    this.follow();
    const stop = this.live.store.subscribe(() => this.follow());
    void this.read(1);
    return () => {
      stop();
      clearTimeout(this.countTimer);
      clearTimeout(this.againTimer);
      this.countTimer = undefined;
      this.againTimer = undefined;
    };
  }

  /** Reads on. */
  more = () => {
    const { ids, has_more, failure } = this.shown.get();
    if (this.underway !== undefined) this.isMoreWanted = true;
    if (!has_more || this.underway || failure !== undefined) return;
    // Rows may have left meanwhile, so the page is reckoned from what is shown.
    const page = Math.floor(ids.length / PAGE_SIZE) + 1;
    const isStuck = this.last.page >= page && this.last.had_rows === ids.length;
    void this.readOn(isStuck ? this.last.page + 1 : page);
  };

  /** Reads pages until one of them has a row that was not shown: who waits at the end sees nothing else change. */
  private async readOn(page: number) {
    const before = this.shown.get().ids.length;
    for (let further = 0; further < PAGES_WITHOUT_ROWS_MAX; further += 1) {
      await this.read(page + further);
      const { ids, has_more, failure } = this.shown.get();
      if (ids.length > before || !has_more || failure !== undefined) return;
    }
  }

  /** Reads again what was read, as when events were missed. */
  again = async () => {
    const pages = Math.min(PAGES_AGAIN_MAX, Math.max(1, Math.ceil(this.shown.get().ids.length / PAGE_SIZE)));
    await this.underway;
    this.told.clear();
    for (let page = 1; page <= pages; page += 1) {
      await this.readAfterwards(page);
      if (!this.shown.get().has_more) return;
    }
  };

  /** Reads a page anew, not content with what was asked for before. */
  private async readAfterwards(page: number) {
    while (this.underway !== undefined) await this.underway;
    await this.read(page);
  }

  private read(page: number): Promise<void> {
    this.underway ??= this.readNow(page).finally(() => {
      this.underway = undefined;
      const isMoreWanted = this.isMoreWanted;
      this.isMoreWanted = false;
      if (isMoreWanted) this.more();
    });
    return this.underway;
  }

  private async readNow(page: number) {
    const { store, account_id } = this.live;
    const asked_at = store.get().version;
    this.put({ failure: undefined });
    try {
      const { rows, counts } = await ask((desk) => askPage(desk, account_id, this.filter, page));
      this.last = { page, had_rows: this.shown.get().ids.length };
      if (isToldByDesk(this.filter)) this.tell(rows, page);
      store.change((state) => loadConversations(state, rows, asked_at));
      this.noteListed(rows);
      this.take(rows, page, asked_at);
      this.put({ counts, isRead: true, has_more: rows.length === PAGE_SIZE });
      this.reckon(true);
    } catch (error) {
      this.put({ failure: sentenceOf(error) });
    }
  }

  private tell(rows: readonly Conversation[], page: number) {
    if (page === 1 && this.last.had_rows <= PAGE_SIZE) this.told.clear();
    for (const { id } of rows) this.told.add(id);
  }

  /** Notes how far was read, and what the desk left out though it is known here. */
  private take(rows: readonly Conversation[], page: number, asked_at: number) {
    const first = rows[0] && page > 1 ? conversationState(rows[0]) : undefined;
    const last = rows.at(-1);
    const end = last && rows.length === PAGE_SIZE ? conversationState(last) : undefined;
    const order = orderOf(this.filter.sort_by);
    const isFarther = !end || !this.boundary || page === 1 || order(end, this.boundary) > 0;
    if (isFarther && !(page === 1 && this.isReadFarther(end))) this.boundary = end;
    this.noteAbsent(rows, asked_at, { first, end });
  }

  private noteListed(rows: readonly Conversation[]) {
    const { conversations } = this.live.store.get();
    for (const { id } of rows) {
      const row = conversations.get(id);
      if (row) this.listed.add(row);
    }
  }

  private noteAbsent(rows: readonly Conversation[], asked_at: number, { first, end }: Reach) {
    const order = orderOf(this.filter.sort_by);
    const here = new Set(rows.map(({ id }) => id));
    for (const each of this.live.store.get().conversations.values()) {
      if (here.has(each.id) || each.version > asked_at) continue;
      const isWithin = (!first || order(each, first) >= 0) && (!end || order(each, end) <= 0);
      if (isWithin) this.absent.add(each);
    }
  }

  /** Whether more pages were read before than the one that ends here. */
  private isReadFarther(end: ConversationState | undefined): boolean {
    if (!end || !this.shown.get().isRead) return false;
    return !this.boundary || orderOf(this.filter.sort_by)(this.boundary, end) > 0;
  }

  private follow() {
    const { conversations, version } = this.live.store.get();
    if (conversations === this.known) return;
    const { counts } = this.shown.get();
    if (counts && this.known && !isToldByDesk(this.filter)) {
      const reckoned = changedCounts(counts, this.known, conversations, {
        filter: this.filter,
        user_id: this.user_id,
      });
      this.put({ counts: reckoned });
    }
    if (this.known && version !== this.version) this.askLater();
    this.version = version;
    this.known = conversations;
    this.reckon(false);
  }

  private askLater() {
    if (!this.filter.filter)
      this.countTimer ??= setTimeout(() => {
        this.countTimer = undefined;
        void this.count();
      }, COUNT_MS);
    if (isToldByDesk(this.filter))
      this.againTimer ??= setTimeout(() => {
        this.againTimer = undefined;
        void this.readAfterwards(1);
      }, AGAIN_MS);
  }

  private async count() {
    const { account_id, store } = this.live;
    const { version } = store.get();
    try {
      const counts = await ask((desk) => askCounts(desk, account_id, this.filter));
      if (store.get().version === version) this.put({ counts });
      else this.askLater();
    } catch {
      // The next change asks again; what was reckoned stands meanwhile.
    }
  }

  private reckon(isNew: boolean) {
    const ids = this.rows().map(({ id }) => id);
    const before = this.shown.get().ids;
    const isSame = ids.length === before.length && ids.every((id, index) => id === before[index]);
    if (!isSame) this.put({ ids });
    else if (isNew) this.put({});
  }

  private rows(): ConversationState[] {
    const { conversations } = this.live.store.get();
    const tab = tabOf(this.filter);
    const isTold = isToldByDesk(this.filter);
    const order = orderOf(this.filter.filter ? undefined : this.filter.sort_by);
    const { boundary } = this;
    const rows: ConversationState[] = [];
    const seen = new Set<number>();
    const consider = (each: ConversationState | undefined) => {
      if (!each || seen.has(each.id)) return;
      seen.add(each.id);
      if (isTold ? !this.told.has(each.id) : this.absent.has(each)) return;
      const isBeyond = boundary && !isTold && !this.listed.has(each) && order(each, boundary) > 0;
      if (isBeyond) return;
      if (fitsFilter(each, this.filter) && isOfTab(each, tab, this.user_id)) rows.push(each);
    };
    // Nearly in order already, which is what sorting is fast with.
    for (const id of this.shown.get().ids) consider(conversations.get(id));
    for (const each of conversations.values()) consider(each);
    return rows.sort(order);
  }

  private put(change: Partial<Shown>) {
    this.shown.set({ ...this.shown.get(), ...change });
  }
}
