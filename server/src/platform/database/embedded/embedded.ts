import { findBinaries } from './binaries.ts';
import { initialiseCluster } from './initialise.ts';
import type { EmbeddedLog } from './log.ts';
import type { Role } from './ownership.ts';
import { openPassword } from './password.ts';
import { openPlace } from './place.ts';
import { leaveQuietly, type Seat, takeSeat } from './seat.ts';
import type { Server } from './server.ts';
import { connectionString } from './settings.ts';
import { Supervision } from './supervision.ts';
import { chooseRunner } from './unprivileged.ts';

export { DataDirectoryInUse, EmbeddedDatabaseError } from './errors.ts';

export interface EmbeddedDatabase {
  /** Stays valid until `stop`, also when PostgreSQL dies and is started again. */
  connection_string: string;
  /** Close the pools first. Stops PostgreSQL unless another process still uses it. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** The program's DATA_DIR. */
  data_dir: string;
  /** The one server is the owner; commands are guests, before it as well as beside it. */
  role: Role;
  log: EmbeddedLog;
}

/**
 * Starts PostgreSQL on this data folder, or joins the one that runs there.
 * Throws DataDirectoryInUse when a second owner comes, and EmbeddedDatabaseError with a sentence for the operator.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const server = await prepareServer(options);
  const seat = await takeSeat(server, { role: options.role });
  return {
    connection_string: connectionString(seat.endpoint, server.password),
    stop: once(options.role === 'owner' ? superviseOwner(server, seat) : () => leaveQuietly(server, seat)),
  };
}

async function prepareServer({ data_dir, log }: EmbeddedOptions): Promise<Server> {
  const place = await openPlace(data_dir);
  const binaries = await findBinaries();
  const password = await openPassword(place);
  const server = { place, binaries, password, log, runner: await chooseRunner(place, binaries, log) };
  await initialiseCluster(server);
  return server;
}

function superviseOwner(server: Server, seat: Seat): () => Promise<void> {
  const supervision = new Supervision(server, seat);
  return () => supervision.stop();
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action();
    return running;
  };
}
