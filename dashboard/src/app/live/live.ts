import { emptyDesk } from '@porchlight/client/state/desk';
import { loadConversations } from '@porchlight/client/state/load';
import { expireViewers } from '@porchlight/client/state/viewers';
import { openedAt } from '../ahead.ts';
import { ask, isMissing } from '../ask.ts';
import { kept, keptName } from '../kept.ts';
import type { User } from '../people.ts';
import { forgetLists, profileQuery } from '../queries.ts';
import { queryClient } from '../query-client.ts';
import { Watched } from '../watched.ts';
import { Cable, type Connection } from './cable.ts';
import { changedLists } from './changed-lists.ts';
import { browserClock } from './clock.ts';
import { DeskStore, withPaint } from './desk-store.ts';
import type { Places } from './frames.ts';
import { KeptOutbox } from './outbox/kept-outbox.ts';
import { sendEntry } from './outbox/send-entry.ts';
import { makeEchoId, Sender } from './outbox/sender.ts';
import { Uploads } from './outbox/uploads.ts';
import { readSnapshot, restore, takeSnapshot } from './snapshot.ts';
import { openSocket } from './socket.ts';
import { expireTyping, forgetUnknown } from './steps.ts';
import { UnknownConversations } from './unknown.ts';

const SNAPSHOT_MS = 2000;
const EXPIRY_MS = 1000;

/** An account as it is worked in now: what is known of it, kept fresh by the socket, and what goes out. */
export class Live {
  readonly account_id: number;
  readonly store: DeskStore;
  readonly outbox: Sender;
  readonly uploads = new Uploads();
  readonly connection = new Watched<Connection>({ is: 'connecting' });
  /** Counts the times that events may have been missed: what was read before the last one is to be read again. */
  readonly gaps = new Watched(0);
  private readonly unknown: UnknownConversations;
  private cable: Cable | undefined;
  private places: Places = {};
  private cacheKeys: Readonly<Record<string, string>> = {};
  private snapshotTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly leaving = new AbortController();
  private readonly keptOutbox: KeptOutbox;

  constructor(account_id: number) {
    this.account_id = account_id;
    this.keptOutbox = new KeptOutbox(account_id, this.leaving.signal);
    this.store = new DeskStore(emptyDesk(account_id), withPaint);
    this.outbox = new Sender({
      clock: browserClock,
      random: Math.random,
      makeEchoId,
      send: (entry) => sendEntry(this, entry),
      recall: this.uploads.cancel,
      keep: (outbox) => this.keptOutbox.write(outbox),
    });
    this.unknown = new UnknownConversations({
      ask: (id) => this.askConversation(id),
      onFound: (found, asked_at) => this.store.change((state) => loadConversations(state, [found], asked_at)),
      onMissing: (id) => this.store.change((state) => forgetUnknown(state, id)),
      version: () => this.store.get().version,
    });
  }

  /** Shows what was kept; `connect` brings what came since. */
  async start() {
    const snapshot = readSnapshot(await this.read('desk'), this.account_id);
    if (snapshot) {
      this.places = snapshot.places;
      this.cacheKeys = snapshot.cache_keys;
      this.store.change((state) => restore(state, snapshot));
    }
    this.store.subscribe(() => this.afterChange());
    this.listenToBrowser();
    this.takeOver();
  }

  stop() {
    this.writeSnapshot();
    this.leaving.abort();
    this.cable?.stop();
    this.outbox.stop();
  }

  /** Tries to reach the desk now. */
  reconnect = () => {
    this.cable?.lose();
    this.cable?.connect();
  };

  /** Asks the desk's socket to do something; nothing while there is no connection. */
  perform(action: string, data: object) {
    this.cable?.perform(action, data);
  }

  /** Sends what pages left that are gone. */
  private takeOver() {
    void this.keptOutbox.takeOver((left) => this.outbox.adopt(left));
  }

  /** Follows what happens, as this user; once is enough. */
  connect(user: User) {
    if (!this.cable && !this.leaving.signal.aborted) this.subscribe(user);
  }

  private subscribe({ id, pubsub_token }: User) {
    const { account_id } = this;
    this.cable?.stop();
    this.cable = new Cable({
      identifier: { channel: 'RoomChannel', pubsub_token, account_id, user_id: id },
      clock: browserClock,
      random: Math.random,
      places: this.places,
      since: openedAt(),
      open: openSocket,
      onEvent: (event) => {
        this.store.fold(event, browserClock.now());
        if (event.event === 'message.created' && 'echo_id' in event.data)
          this.outbox.confirm(String(event.data.echo_id));
      },
      onConnection: (connection) => this.stand(connection),
      onGap: () => this.gaps.set(this.gaps.get() + 1),
    });
    this.cable.connect();
  }

  private stand(connection: Connection) {
    this.connection.set(connection);
    if (connection.is === 'open') {
      this.outbox.wake();
      this.takeOver();
      this.unknown.look(this.store.get().unknown);
    }
    if (connection.is === 'refused') void this.connectAnew();
  }

  /** The token may be another by now, or the session over; the answer to who we are tells. */
  private async connectAnew() {
    const before = queryClient.getQueryData(profileQuery.queryKey)?.pubsub_token;
    const user = await queryClient.fetchQuery({ ...profileQuery, staleTime: 0 }).catch(() => undefined);
    const isMember = user?.accounts.some(({ id }) => id === this.account_id) ?? false;
    if (user && isMember && user.pubsub_token !== before && !this.leaving.signal.aborted)
      this.subscribe(user);
  }

  private afterChange() {
    const { unknown, cache_keys } = this.store.get();
    if (unknown.size > 0) this.unknown.look(unknown);
    if (cache_keys !== this.cacheKeys) {
      forgetLists(this.account_id, changedLists(this.cacheKeys, cache_keys));
      this.cacheKeys = cache_keys;
    }
    this.snapshotTimer ??= setTimeout(() => this.writeSnapshot(), SNAPSHOT_MS);
  }

  private listenToBrowser() {
    const { signal } = this.leaving;
    addEventListener('online', this.reconnect, { signal });
    addEventListener('offline', () => this.cable?.lose(), { signal });
    addEventListener('pagehide', () => this.writeSnapshot(), { signal });
    addEventListener('pageshow', this.outbox.wake, { signal });
    const expiry = setInterval(
      () =>
        this.store.change((state) => {
          const now_ms = browserClock.now();
          return expireViewers(expireTyping(state, now_ms), now_ms);
        }),
      EXPIRY_MS,
    );
    signal.addEventListener('abort', () => clearInterval(expiry));
  }

  private async askConversation(id: number) {
    try {
      return await ask((desk) => desk.conversations.show({ account_id: this.account_id, id }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  private writeSnapshot() {
    clearTimeout(this.snapshotTimer);
    this.snapshotTimer = undefined;
    void this.keep('desk', takeSnapshot(this.store.get(), this.cable?.seen() ?? this.places));
  }

  private async keep(what: string, value: unknown) {
    const name = keptName(`${what} ${this.account_id}`);
    if (name !== undefined) await kept.write(name, value);
  }

  private async read(what: string): Promise<unknown> {
    const name = keptName(`${what} ${this.account_id}`);
    return name === undefined ? undefined : kept.read(name);
  }
}
