import type { Inbox } from '../../app/queries.ts';

/** A question that is asked before the chat. What else the desk keeps of it goes along. */
export interface PreChatField extends Record<string, unknown> {
  name: string;
  label: string;
  placeholder: string;
  enabled: boolean;
  required: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The questions of an inbox, in their order. */
export function preChatFields({ pre_chat_form_options }: Inbox): PreChatField[] {
  const list: unknown = pre_chat_form_options?.pre_chat_fields;
  if (!Array.isArray(list)) return [];
  return list
    .filter((each: unknown): each is Record<string, unknown> => typeof each === 'object' && each !== null)
    .map((each) => ({
      ...each,
      name: text(each.name),
      label: text(each.label),
      placeholder: text(each.placeholder),
      enabled: each.enabled === true,
      required: each.required === true,
    }));
}

/** The list with one of its items moved by so many places. */
export function moved<Item>(list: readonly Item[], from: number, by: number): Item[] {
  const item = list[from];
  const to = from + by;
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}
