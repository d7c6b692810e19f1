/** What the browser keeps for us between pages, by name. */
export interface Kept {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  /** Forgets everything, as when somebody signs out. */
  clear(): Promise<void>;
}

const DATABASE = 'porchlight';
const STORE = 'kept';

/** Keeps in IndexedDB; in a browser that forbids it nothing is kept and nothing breaks. */
export function keepInBrowser(): Kept {
  const opened = open();
  const run = async <Value>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<Value>) => {
    const database = await opened;
    if (!database) return undefined;
    try {
      return await answerOf(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      return undefined;
    }
  };
  return {
    read: (name) => run('readonly', (store) => store.get(name)),
    write: async (name, value) => void (await run('readwrite', (store) => store.put(value, name))),
    clear: async () => void (await run('readwrite', (store) => store.clear())),
  };
}

async function open(): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return await answerOf(request);
  } catch {
    return undefined;
  }
}

const answerOf = <Value>(request: IDBRequest<Value>) =>
  new Promise<Value>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
