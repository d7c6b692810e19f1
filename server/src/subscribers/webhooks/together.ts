/**
 * Has items written together: those that come while others are being written make up the next lot. What is answered
 * settles when the item's lot is written, or fails with it.
 */
export function openTogether<Item>(write: (items: readonly Item[]) => Promise<void>) {
  let waiting: Item[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  function writeWaiting() {
    const items = waiting;
    waiting = [];
    next = undefined;
    return write(items);
  }

  return (item: Item): Promise<void> => {
    waiting.push(item);
    if (!next) {
      next = last.then(writeWaiting, writeWaiting);
      last = next;
    }
    return next;
  };
}
