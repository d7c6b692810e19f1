/** What the browser keeps for us between pages, by name. */
export interface Kept {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  /** Everything whose name begins so, by name. */
  readAll(beginning: string): Promise<ReadonlyMap<string, unknown>>;
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
      const transaction = database.transaction(STORE, mode);
      const answer = answerOf(ask(transaction.objectStore(STORE)));
      // What is not committed yet is lost with a page that goes.
      transaction.commit();
      return await answer;
    } catch {
      return undefined;
    }
  };
  return {
    read: (name) => run('readonly', (store) => store.get(name)),
    write: async (name, value) => void (await run('readwrite', (store) => store.put(value, name))),
    remove: async (name) => void (await run('readwrite', (store) => store.delete(name))),
    async readAll(beginning) {
      const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
      const [names, values] = await Promise.all([
        run('readonly', (store) => store.getAllKeys(range)),
        run('readonly', (store) => store.getAll(range)),
      ]);
      return new Map(names?.map((name, index) => [String(name), values?.[index]]));
    },
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
