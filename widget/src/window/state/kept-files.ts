/* Files that wait to be sent, so that a reload does not lose them. Where the browser forbids that, memory has to do. */

const STORE = 'files';
const memory = new Map<string, readonly File[]>();

export async function keepFiles(echo_id: string, files: readonly File[]) {
  memory.set(echo_id, files);
  await run('readwrite', (store) => store.put(files, echo_id));
}

export async function readFiles(echo_id: string): Promise<readonly File[]> {
  return memory.get(echo_id) ?? (await run('readonly', (store) => store.get(echo_id))) ?? [];
}

export async function dropFiles(echo_id: string) {
  memory.delete(echo_id);
  await run('readwrite', (store) => store.delete(echo_id));
}

async function run<Value>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value | undefined> {
  try {
    const opening = indexedDB.open('porchlight', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await resultOf(opening);
    const result = await resultOf(act(database.transaction(STORE, mode).objectStore(STORE)));
    database.close();
    return result;
  } catch {
    return undefined;
  }
}

const resultOf = <Value>(request: IDBRequest<Value>) =>
  new Promise<Value>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
