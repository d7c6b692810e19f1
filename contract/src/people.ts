import * as z from 'zod';
import { isoTime, object } from './fields.ts';
import { roles } from './permissions.ts';

/** What an agent chose to be, and what others see. */
export const availability = z.enum(['online', 'busy', 'offline']);
/** The role of a user in an account. */
export const role = z.enum(roles);

/** An agent as lists, assignees and answers of assignments show it. */
export const agent = z.object({
  id: z.int(),
  account_id: z.int().nullable(),
  availability_status: availability.nullable(),
  auto_offline: z.boolean().nullable(),
  confirmed: z.boolean(),
  email: z.string(),
  provider: z.string(),
  available_name: z.string(),
  custom_attributes: object.optional(),
  name: z.string(),
  role: role.nullable(),
  thumbnail: z.string(),
  custom_role_id: z.int().nullable().optional(),
});
export type Agent = z.output<typeof agent>;

/** An agent bot in the place of an agent: as assignee and in the answer of an assignment. */
export const slimAgentBot = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  outgoing_url: z.string().nullable().optional(),
  bot_type: z.string(),
});
export type SlimAgentBot = z.output<typeof slimAgentBot>;

/** A user as sender of a message and in events. */
export const userPush = z.object({
  id: z.int(),
  name: z.string(),
  available_name: z.string(),
  avatar_url: z.string(),
  type: z.literal('user'),
  availability_status: availability.nullable(),
  thumbnail: z.string(),
});
export type UserPush = z.output<typeof userPush>;

/** A contact as sender of a message and in events. */
export const contactPush = z.object({
  additional_attributes: object,
  custom_attributes: object,
  email: z.string().nullable(),
  id: z.int(),
  identifier: z.string().nullable(),
  name: z.string(),
  phone_number: z.string().nullable(),
  thumbnail: z.string(),
  blocked: z.boolean(),
  type: z.literal('contact'),
});
export type ContactPush = z.output<typeof contactPush>;

/** An agent bot as sender of a message and in events. */
export const agentBotPush = z.object({
  id: z.int(),
  name: z.string(),
  avatar_url: z.string(),
  type: z.literal('agent_bot'),
});
export type AgentBotPush = z.output<typeof agentBotPush>;

/** Whoever wrote a message. */
export const senderPush = z.union([userPush, contactPush, agentBotPush]);
export type SenderPush = z.output<typeof senderPush>;

/** A team as a conversation shows it. */
export const team = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  allow_auto_assign: z.boolean(),
  account_id: z.int(),
  is_member: z.boolean(),
});
export type Team = z.output<typeof team>;

/** A team as the answer of an assignment shows it: the whole record. */
export const teamRecord = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  allow_auto_assign: z.boolean(),
  account_id: z.int(),
  created_at: isoTime,
  updated_at: isoTime,
});
export type TeamRecord = z.output<typeof teamRecord>;

/** A membership of the signed-in user, with the role that it gives. */
const membership = z.object({
  id: z.int(),
  name: z.string(),
  status: z.enum(['active', 'suspended']),
  active_at: isoTime.nullable(),
  role,
  permissions: z.array(z.string()),
  availability,
  availability_status: availability,
  auto_offline: z.boolean(),
  custom_role_id: z.int().nullable(),
  custom_role: z.null(),
});

/** The signed-in user: profile, sign-in and token answers. */
export const user = z.object({
  access_token: z.string(),
  account_id: z.int().nullable(),
  available_name: z.string(),
  avatar_url: z.string(),
  confirmed: z.boolean(),
  display_name: z.string().nullable(),
  message_signature: z.string().nullable(),
  email: z.string(),
  id: z.int(),
  inviter_id: z.int().nullable(),
  name: z.string(),
  provider: z.string(),
  pubsub_token: z.string(),
  custom_attributes: object.optional(),
  role: role.nullable(),
  ui_settings: object,
  uid: z.string(),
  type: z.literal('SuperAdmin').nullable(),
  accounts: z.array(membership),
});
export type User = z.output<typeof user>;
