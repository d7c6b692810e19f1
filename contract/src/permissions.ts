/** The roles of a user in an account. */
export const roles = ['administrator', 'agent'] as const;
export type Role = (typeof roles)[number];

/**
 * Who may call an operation. This is the level that stands on the operation; which records the caller may
 * touch is decided by the feature's access rules.
 */
export const permissions = {
  anyone: { signed_in: false, roles: [], bots: false, doc: 'Anyone; no credentials are looked at.' },
  signed_in: { signed_in: true, roles: [], bots: false, doc: 'Any user, by token or session.' },
  member: {
    signed_in: true,
    roles: ['administrator', 'agent'],
    bots: false,
    doc: 'A member of the account; which records depends on the memberships in inboxes and teams.',
  },
  member_or_bot: {
    signed_in: true,
    roles: ['administrator', 'agent'],
    bots: true,
    doc: 'A member of the account, or an agent bot that belongs to it or is connected to one of its inboxes.',
  },
  administrator: {
    signed_in: true,
    roles: ['administrator'],
    bots: false,
    doc: 'An administrator of the account.',
  },
  platform_app: {
    signed_in: true,
    roles: [],
    bots: false,
    platform_apps: true,
    doc: 'A platform app, by its access token; it reaches what it made or adopted, and nothing else.',
  },
  inbox_identifier: {
    signed_in: false,
    roles: [],
    bots: false,
    doc: 'Whoever holds the identifier of an API inbox.',
  },
  contact: {
    signed_in: false,
    roles: [],
    bots: false,
    doc: 'Whoever holds the identifier of an API inbox and the source id of a contact in it.',
  },
  website_token: {
    signed_in: false,
    roles: [],
    bots: false,
    doc: 'Whoever holds the `website_token` of a website inbox, which stands in the pages of the website.',
  },
  website_visitor: {
    signed_in: false,
    roles: [],
    bots: false,
    visitors: true,
    doc: 'A visitor of a website: the `website_token` of its inbox, and their own token in the header `X-Auth-Token`.',
  },
} as const satisfies Record<string, PermissionEntry>;

export interface PermissionEntry {
  readonly signed_in: boolean;
  /** Roles in the account of the path; empty when the operation has no account. */
  readonly roles: readonly Role[];
  readonly bots: boolean;
  /** Platform apps call it, and they alone. */
  readonly platform_apps?: true;
  /** Visitors of websites call it, and they alone. */
  readonly visitors?: true;
  readonly doc: string;
}

export type Permission = keyof typeof permissions;
