import { lstat, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, explain } from './errors.ts';

/** Where the files of one data folder lie. Only the cluster may belong to another system user. */
export interface Place {
  data_dir: string;
  cluster: string;
  /** Where a new cluster is made before it is renamed to its place. */
  workshop: string;
  password_file: string;
  log_file: string;
}

export interface Endpoint {
  /** A folder with a unix socket in it, or a loopback address. */
  host: string;
  port: number;
}

export const SOCKET_PORT = 5432;
const SOCKET_PATH_BYTES_MAX = process.platform === 'darwin' ? 103 : 107;
const PORT_FIRST = 20_000;
const PORT_COUNT = 12_000;

export async function openPlace(data_dir: string): Promise<Place> {
  try {
    // PostgreSQL's own user has to pass through the folder when the program runs as root, but not to list it.
    await mkdir(data_dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return placeAt(await realpath(data_dir));
  } catch (error) {
    throw explain(data_dir, String(error), error);
  }
}

export function placeAt(data_dir: string): Place {
  return {
    data_dir,
    cluster: join(data_dir, 'postgres'),
    workshop: join(data_dir, 'postgres.new'),
    password_file: join(data_dir, 'postgres-password'),
    log_file: join(data_dir, 'postgres.log'),
  };
}

/**
 * The socket lies inside the cluster, which nobody else may enter. That it is a file matters too: a second
 * container with the same volume meets the running server there, where process ids mean nothing.
 */
export function hasSocket(place: Place, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return false;
  return Buffer.byteLength(join(place.cluster, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES_MAX;
}

export function socketEndpoint(place: Place): Endpoint {
  return { host: place.cluster, port: SOCKET_PORT };
}

/** The same port for the same folder each time, so that a restarted server is found where it was. */
export function loopbackPort(place: Place, ports_tried: number): number {
  let hash = 0;
  for (const byte of Buffer.from(place.data_dir)) hash = (hash * 31 + byte) % PORT_COUNT;
  return PORT_FIRST + ((hash + ports_tried) % PORT_COUNT);
}

/** An empty folder of that name is none, for example one that was made for a volume. */
export async function hasClusterFiles(place: Place): Promise<boolean> {
  return exists(join(place.cluster, 'PG_VERSION'));
}

export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
