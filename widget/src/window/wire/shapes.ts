import type { Attachment } from '@porchlight/contract/messages';
import type { KnownOfVisitor } from '@porchlight/contract/widget-contacts';
import type { ListedWidgetConversation } from '@porchlight/contract/widget-conversations';

/*
 * What the desk answers and sends, as far as the window reads it. Where the contract leaves a value open, such as what
 * a message carries besides its text, the shape here is what is looked for; any of it may be missing.
 */

export type { Attachment };

export interface Person {
  id?: number;
  name?: string | null;
  available_name?: string | null;
  avatar_url?: string | null;
  thumbnail?: string | null;
  type?: string;
}

export interface FormItem {
  name: string;
  label?: string;
  type: string;
  placeholder?: string;
  title?: string;
  default?: string;
  required?: boolean;
  pattern?: string;
  regex?: string;
  pattern_error?: string;
  options?: { label: string; value: string }[];
}

export interface CardAction {
  type: string;
  text: string;
  uri?: string;
  payload?: unknown;
}

/** One item of a message that is more than text; which keys it has depends on the kind of message. */
export interface Item extends Partial<FormItem> {
  title?: string;
  value?: string;
  description?: string;
  link?: string;
  media_url?: string;
  actions?: CardAction[];
}

export interface SurveyAnswer {
  rating?: number;
  feedback_message?: string;
}

export interface ContentAttributes {
  items?: Item[];
  button_label?: string;
  submitted_email?: string;
  submitted_values?:
    | { title?: string; name?: string; value?: string }[]
    | { csat_survey_response?: SurveyAnswer };
  display_type?: string;
  in_reply_to?: number | null;
  deleted?: boolean;
  type?: string;
}

/** 0 is the visitor's, 1 an agent's or bot's, 2 an activity, 3 the inbox's own. */
export type MessageType = 0 | 1 | 2 | 3;

export interface Message {
  id: number;
  content: string | null;
  message_type: MessageType;
  content_type: string;
  content_attributes: ContentAttributes;
  /** Seconds. */
  created_at: number;
  conversation_id: number;
  private?: boolean;
  status?: string;
  attachments?: Attachment[];
  sender?: Person;
  sender_type?: string | null;
  echo_id?: string;
}

export type ConversationStatus = ListedWidgetConversation['status'];

export interface Conversation extends Omit<ListedWidgetConversation, 'last_message' | 'assignee'> {
  assignee: Person | null;
  last_message: Message | null;
  /** When an agent looked last, as far as the socket told. */
  agent_last_seen_at?: number | undefined;
}

export interface PreChatField {
  name: string;
  label: string;
  placeholder?: string;
  type: string;
  field_type: string;
  required: boolean;
  enabled: boolean;
  values?: string[];
  regex_pattern?: string | null;
  regex_cue?: string | null;
}

export interface WorkingDay {
  day_of_week: number;
  closed_all_day: boolean;
  open_all_day: boolean;
  open_hour: number | null;
  open_minutes: number | null;
  close_hour: number | null;
  close_minutes: number | null;
}

export interface Member {
  id: number;
  name: string;
  avatar_url: string;
  availability_status: string;
}

/** What is known of the visitor: never the values, only that there are some. */
export type Contact = Partial<KnownOfVisitor> & { identifier?: string | null };
