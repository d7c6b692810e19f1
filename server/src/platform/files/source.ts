import { type FileSource, FileStoreError } from './store.ts';

/** The source piece by piece; throws as soon as it exceeds the limit. */
export async function* limitSource(
  source: FileSource,
  size_max_bytes = Infinity,
): AsyncGenerator<Buffer, void, void> {
  let size_bytes = 0;
  for await (const piece of source instanceof Uint8Array ? [source] : source) {
    size_bytes += piece.byteLength;
    if (size_bytes > size_max_bytes) {
      throw new FileStoreError(
        'too_large',
        `The file is larger than the ${size_max_bytes} bytes allowed. Send a smaller one.`,
      );
    }
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  }
}

/** The first bytes, for a look at what it is, and a source that still begins with them. */
export async function peekHead(
  source: FileSource,
  head_bytes: number,
): Promise<{ head: Buffer; source: AsyncIterable<Buffer> }> {
  const pieces = limitSource(source);
  const taken: Buffer[] = [];
  let taken_bytes = 0;
  while (taken_bytes < head_bytes) {
    const next = await pieces.next();
    if (next.done === true) {
      break;
    }
    taken.push(next.value);
    taken_bytes += next.value.length;
  }
  return { head: Buffer.concat(taken).subarray(0, head_bytes), source: rejoin(taken, pieces) };
}

async function* rejoin(
  taken: readonly Buffer[],
  rest: AsyncGenerator<Buffer, void, void>,
): AsyncGenerator<Buffer, void, void> {
  try {
    yield* taken;
    yield* rest;
  } finally {
    // A reader who leaves while the head is read again would otherwise hold the source open.
    await rest.return();
  }
}
