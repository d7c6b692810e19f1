import type * as z from 'zod';

/**
 * What a channel tells the rest of the desk about itself, as data.
 * `kind` names its folder; `channel_type` and `wire_type` are what the wire calls it.
 */
export interface Manifest<Settings extends z.ZodObject = z.ZodObject> {
  readonly kind: string;
  /** `Channel::…`, as inboxes and conversations show it. */
  readonly channel_type: string;
  /** The value of `channel.type` when an inbox is created. */
  readonly wire_type: string;
  readonly label: string;
  readonly description: string;
  /** What an administrator may set; parsed on create and stored readable. */
  readonly settings: Settings;
  /** Those of the settings that are addresses to which the desk sends. */
  readonly outgoing_urls: readonly string[];
  /** Names of the values that are sealed in storage. */
  readonly secrets: readonly string[];
  /** Keys of the inbox on the wire that this channel fills from its settings. */
  readonly inbox_fields: readonly string[];
  readonly limits: {
    /** Characters of a message's content. */
    readonly content_max: number;
  };
  readonly features: {
    /** The Application API may post messages in the contact's name. */
    readonly incoming_by_api: boolean;
    /** A contact may be linked without a source id: the desk makes one. */
    readonly makes_source_id: boolean;
    /** Shows messages that ask for something, such as an address or a rating, and takes the answer itself. */
    readonly asks_itself: boolean;
  };
}

/** What an adapter may use of the outside world. */
export interface ChannelIo {
  /** An unguessable URL-safe token of 24 characters. */
  randomToken(): string;
}

/** What connecting an inbox to its channel produced. */
export interface Connection {
  settings: Record<string, unknown>;
  /** Sealed before they are stored. */
  secrets: Record<string, string>;
  /** The unique name under which requests without an account find the inbox. */
  lookup_key: string;
}

/** The server's side of a channel: pure but for `io`. */
export interface Adapter {
  readonly kind: string;
  /** Makes what the inbox needs to be reached; `settings` have passed the manifest's schema. */
  connect(io: ChannelIo, settings: Record<string, unknown>): Promise<Connection>;
}

/**
 * A failure at a provider, with the answer to whether sending again can help.
 * @public
 */
export class ProviderError extends Error {
  readonly retry: 'never' | 'later' | 'after_reauthorization';

  constructor(message: string, retry: ProviderError['retry'], options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderError';
    this.retry = retry;
  }
}
