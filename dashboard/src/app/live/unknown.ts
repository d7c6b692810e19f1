import type { Conversation } from '@porchlight/contract/conversations';

interface UnknownNeeds {
  /** Nothing for one that is not there, or that we may not see; throws when there was no answer. */
  ask(id: number): Promise<Conversation | undefined>;
  onFound(conversation: Conversation, asked_at: number): void;
  onMissing(id: number): void;
  version(): number;
}

const AT_ONCE = 4;

/** Asks for conversations that events told of and that are not here, a few at a time. */
export class UnknownConversations {
  private readonly needs: UnknownNeeds;
  private readonly underway = new Set<number>();
  private waiting: number[] = [];

  constructor(needs: UnknownNeeds) {
    this.needs = needs;
  }

  look(ids: ReadonlySet<number>) {
    for (const id of ids) if (!this.underway.has(id) && !this.waiting.includes(id)) this.waiting.push(id);
    this.work();
  }

  private work() {
    while (this.underway.size < AT_ONCE) {
      const id = this.waiting.shift();
      if (id === undefined) return;
      this.underway.add(id);
      void this.ask(id);
    }
  }

  private async ask(id: number) {
    const asked_at = this.needs.version();
    try {
      const conversation = await this.needs.ask(id);
      if (conversation) this.needs.onFound(conversation, asked_at);
      else this.needs.onMissing(id);
    } catch {
      // The next event of it, or the next connection, asks again.
    }
    this.underway.delete(id);
    this.work();
  }
}
