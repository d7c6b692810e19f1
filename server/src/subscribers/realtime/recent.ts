const KEPT = 500;

/** What was sent of the last events of an account, for those who come back soon. */
export class Recent<Item> {
  private readonly items = new Map<number, Item | undefined>();
  /** Everything behind this position is here. */
  private begins_behind: number;

  constructor(position: number) {
    this.begins_behind = position;
  }

  /** Keeps what was sent of the next event; nothing for one that nobody was told of. */
  keep(position: number, item: Item | undefined) {
    this.items.set(position, item);
    if (this.items.size <= KEPT) return;
    const [oldest] = this.items.keys();
    if (oldest === undefined) return;
    this.items.delete(oldest);
    this.begins_behind = oldest;
  }

  /** Whether all that came behind the position is here. */
  reachesBack(position: number): boolean {
    return position >= this.begins_behind;
  }

  /** What was sent behind one position, up to and with another. */
  between(after: number, until: number): Item[] {
    const found: Item[] = [];
    for (const [position, item] of this.items)
      if (position > after && position <= until && item !== undefined) found.push(item);
    return found;
  }
}

/** Lets so many do something at once; the others wait for their turn. */
export class Turns {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(at_once: number) {
    this.free = at_once;
  }

  async take<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
