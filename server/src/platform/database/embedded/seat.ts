import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Answer, isLost, tryConnect } from './connect.ts';
import { EmbeddedDatabaseError, errorCode, explain } from './errors.ts';
import { findServer } from './lock-files.ts';
import {
  claimOwnership,
  createDatabase,
  joinUsers,
  leaveAsLast,
  type Role,
  readPostmasterPid,
  seatName,
} from './ownership.ts';
import { type Endpoint, hasSocket, socketEndpoint } from './place.ts';
import { type Launch, launchPostmaster, newEndpoint, stopPostmaster } from './postmaster.ts';
import type { Server } from './server.ts';

/** A connection that says "I use this server", by the locks that it holds. */
export interface Seat {
  client: Client;
  endpoint: Endpoint;
}

interface Wish {
  role: Role;
  /** Set when pools already know an address, which then has to stay. */
  endpoint?: Endpoint;
  signal?: AbortSignal;
}

const POLL_MS = 8;
const RETRY_MS = 60;
const PATIENCE_MS = 20_000;
const TELL_AFTER_MS = 5_000;
const IN_USE =
  /lock file ".*" already exists|pre-existing shared memory block|could not create any TCP\/IP sockets|could not bind/;

/** Sits down at the running server, starting it when there is none. */
export async function takeSeat(server: Server, wish: Wish): Promise<Seat> {
  for (;;) {
    const seat = await reachServer(server, wish);
    try {
      if (await joinUsers(seat.client)) {
        if (wish.role === 'owner') await claimOwnership(seat.client, server.place.data_dir);
        await createDatabase(seat.client, server.password);
        return seat;
      }
      await seat.client.end();
    } catch (error) {
      await leaveSeat(server, seat).catch(() => undefined);
      // The server stopped between the greeting and the first question: the next round starts it again.
      if (!isLost(error)) throw error;
    }
    await sleep(RETRY_MS);
  }
}

/** Gets up, and stops the server when nobody else is sitting. */
async function leaveSeat(server: Server, seat: Seat): Promise<void> {
  try {
    if (!(await leaveAsLast(seat.client))) return;
    await stopPostmaster(server, await readPostmasterPid(seat.client));
  } finally {
    await seat.client.end().catch(() => undefined);
  }
}

/** For those who are leaving anyway: a server that went away needs no stopping. */
export async function leaveQuietly(server: Server, seat: Seat): Promise<void> {
  await leaveSeat(server, seat).catch((error) =>
    server.log.warn({ err: error }, 'PostgreSQL was not stopped'),
  );
}

interface Search {
  waits_since: number;
  launch: Launch | undefined;
  ports_tried: number;
  deadline: number;
}

async function reachServer(server: Server, wish: Wish): Promise<Seat> {
  const now = Date.now();
  const search: Search = { waits_since: now, launch: undefined, ports_tried: 0, deadline: now + PATIENCE_MS };
  for (;;) {
    const answer = await callServer(server, wish);
    if (answer.kind === 'connected') return answer;
    if (answer.kind === 'refused') throw refused(server, answer.error);
    if (answer.kind === 'changing' && !wish.signal?.aborted) bePatient(server, search);
    if (Date.now() > search.deadline) throw await silent(server, search, answer.error);
    // Who gives up goes on once it has started a server, or nobody would stop that.
    if (!search.launch) wish.signal?.throwIfAborted();
    if (answer.kind === 'absent') await launchIfAbsent(server, wish, search);
    await sleep(POLL_MS);
  }
}

/** A server that recovers says so, and may take as long as it needs. */
function bePatient(server: Server, search: Search): void {
  search.deadline = Date.now() + PATIENCE_MS;
  if (Date.now() - search.waits_since < TELL_AFTER_MS) return;
  search.waits_since = Date.now();
  server.log.info({ data_dir: server.place.data_dir }, 'PostgreSQL is still starting or recovering');
}

async function callServer(server: Server, wish: Wish): Promise<Answer> {
  const { place } = server;
  const found = await findServer(place);
  if (found && !found.is_ready) return { kind: 'changing' };
  const endpoint = found?.endpoint ?? (hasSocket(place) ? socketEndpoint(place) : undefined);
  if (endpoint === undefined) return { kind: 'absent' };
  return tryConnect(endpoint, server.password, seatName(wish.role));
}

async function launchIfAbsent(server: Server, wish: Wish, search: Search): Promise<void> {
  if (search.launch?.hasExited()) {
    search.ports_tried += await judge(server, search.launch, search.deadline);
    search.launch = undefined;
    await sleep(RETRY_MS);
  }
  if (search.launch || (await findServer(server.place))) return;
  search.launch = await launchPostmaster(
    server,
    wish.endpoint ?? newEndpoint(server.place, search.ports_tried),
  );
}

/** A start that failed because of another server is tried again; answers how many ports to move on. */
async function judge(server: Server, launch: Launch, deadline: number): Promise<number> {
  const words = await launch.lastWords();
  const isTooLate = Date.now() > deadline - PATIENCE_MS / 4;
  if (isTooLate || !IN_USE.test(words)) throw explain(server.place.data_dir, words);
  return words.includes('could not bind') ? 1 : 0;
}

function refused(server: Server, error: unknown): Error {
  if (errorCode(error) === '28P01') {
    return new EmbeddedDatabaseError(
      `The password in ${server.place.password_file} is not the one of the database beside it. Restore the file from the backup that the folder came from.`,
      { cause: error },
    );
  }
  return explain(server.place.data_dir, String(error), error);
}

async function silent(server: Server, search: Search, cause: unknown): Promise<Error> {
  const words = (await search.launch?.lastWords()) || String(cause);
  return explain(server.place.data_dir, `No answer after ${PATIENCE_MS / 1000} s.\n${words}`, cause);
}
