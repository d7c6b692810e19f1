/** Where the guide to a new inbox stands: the channel that was chosen, then the inbox that was made. */
export interface GuideSearch {
  /** As the wire names its type. */
  channel?: string;
  inbox_id?: number;
  is_done?: boolean;
}

/** Reads the step out of an address; what makes none is left out. */
export function readGuide({ channel, inbox_id, is_done }: Record<string, unknown>): GuideSearch {
  if (Number.isSafeInteger(inbox_id))
    return { inbox_id: Number(inbox_id), ...(is_done === true ? { is_done } : {}) };
  return typeof channel === 'string' ? { channel } : {};
}
