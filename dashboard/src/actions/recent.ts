const KEY = 'porchlight.recent-actions';
const REMEMBERED_MAX = 5;

/** The commands used last, newest first, by id. */
export function recentIds(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.slice(0, REMEMBERED_MAX).map(String) : [];
  } catch {
    return [];
  }
}

/** Remembers that a command was used. */
export function recall(id: string) {
  const ids = [id, ...recentIds().filter((each) => each !== id)].slice(0, REMEMBERED_MAX);
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage none is remembered.
  }
}
