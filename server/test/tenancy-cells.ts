import { errors } from '@porchlight/contract/errors';
import type { OperationShape } from '@porchlight/contract/operation';
import { type PermissionEntry, permissions, type Role } from '@porchlight/contract/permissions';
import { parametersOf } from './operations.ts';
import { isOfHidden, variantsOf } from './tenancy-examples.ts';
import { pointersOf, statusOfField, statusOfOwn } from './tenancy-exceptions.ts';

/** Whose record an id means: one that the agent sees, one in another inbox, or one of another account. */
export type Place = 'own' | 'hidden' | 'foreign';

const callers = [
  'no token',
  'a wrong token',
  'an agent',
  'an administrator',
  'a bot',
  'a platform app',
] as const;
export type Caller = (typeof callers)[number];

/** One request of the matrix and the status that the contract's data say it must have. */
export interface Cell {
  title: string;
  caller: Caller;
  account: 'own' | 'foreign';
  /** Where the ids of the path lie, by parameter; those that are absent are the agent's own. */
  path: Record<string, Place>;
  /** The same for fields of the body or the query. */
  fields: Record<string, Place>;
  /** Another body or query than the example, by its name. */
  variant?: string;
  status: number;
}

type Draft = Omit<Cell, 'status' | 'title'> & { title?: string };

/** Every cell of an operation. */
export function cellsOf(name: string, operation: OperationShape): Cell[] {
  const drafts = [
    ...callers.map((caller): Draft => ({ caller, account: 'own', path: {}, fields: {} })),
    { ...everywhere(operation, 'hidden'), title: 'an agent without the inbox', caller: 'an agent' as const },
    ...strangers(operation),
    ...elsewhere(operation),
    ...otherwise(name, operation),
  ];
  return drafts.map((draft) => ({
    ...draft,
    title: titleOf(draft),
    status: expectedStatus(name, operation, draft),
  }));
}

/** Whether what the request holds lets in: whoever has the name of an inbox, or a token of theirs, is a customer of it. */
export const isOfHolder = ({ permission, path }: OperationShape) =>
  HOLDERS.includes(permission) || path.includes('{conversation_uuid}');

const HOLDERS = ['inbox_identifier', 'contact', 'website_token', 'website_visitor'];

// The account, the identifier of an inbox and the link of a survey say who asks, and a label is a text; the
// other ids say what for.
const OF_CALLER = ['account_id', 'inbox_identifier', 'conversation_uuid', 'label'];
const idsOf = (operation: OperationShape) =>
  parametersOf(operation).filter(({ name }) => !OF_CALLER.includes(name));

/** Every id of the request lies in this place. */
function everywhere(operation: OperationShape, place: Place) {
  const path = Object.fromEntries(idsOf(operation).map(({ name }) => [name, place]));
  const fields = Object.fromEntries(exampleFields(operation).map((field) => [field, place]));
  return { account: 'own' as const, path, fields };
}

const exampleFields = (operation: OperationShape) =>
  pointersOf(operation).filter((field) => Object.hasOwn(operation.example ?? {}, field));

const members = (operation: OperationShape): Caller[] => {
  const { roles, bots, platform_apps }: PermissionEntry = permissions[operation.permission];
  if (platform_apps) return ['a platform app'];
  const people = (['agent', 'administrator'] as const).filter(
    (role) => roles.length === 0 || roles.includes(role),
  );
  return [...people.map((role): Caller => `an ${role}`), ...(bots ? ['a bot' as const] : [])];
};

/** Those of one account at the address of another. */
function strangers(operation: OperationShape): Draft[] {
  const { path, fields } = everywhere(operation, 'foreign');
  const who = ['an agent', 'an administrator', 'a bot', 'a platform app'] as const;
  return who.map((caller) => ({
    title: `${caller} of another account`,
    caller,
    account: 'foreign',
    path,
    fields,
  }));
}

/** Those whom the permission lets in, each id in turn meaning something that it should not. */
function elsewhere(operation: OperationShape): Draft[] {
  const ids = idsOf(operation).map((id) => id.name);
  const moves: Pick<Draft, 'path' | 'fields'>[] = [
    ...ids.map((id) => ({ path: { [id]: 'foreign' as const }, fields: {} })),
    ...(ids.length > 1 ? ids.map((id) => ({ path: { [id]: 'hidden' as const }, fields: {} })) : []),
    ...(ids.length > 1 ? [{ path: everywhere(operation, 'foreign').path, fields: {} }] : []),
    ...pointersOf(operation).map((field) => ({ path: {}, fields: { [field]: 'foreign' as const } })),
    ...pointersOf(operation).map((field) => ({ path: {}, fields: { [field]: 'hidden' as const } })),
  ];
  return members(operation).flatMap((caller) =>
    moves.map((move): Draft => ({ caller, account: 'own', ...move })),
  );
}

/** Those whom the permission lets in, with other bodies and queries than the example. */
function otherwise(name: string, operation: OperationShape): Draft[] {
  return members(operation).flatMap((caller) =>
    variantsOf(name, operation).map(
      (variant): Draft => ({ caller, account: 'own', path: {}, fields: {}, variant }),
    ),
  );
}

function titleOf({ title, caller, path, fields, variant }: Draft): string {
  const places = Object.entries({ ...path, ...fields }).map(([name, place]) => `${place} ${name}`);
  const moved = title === undefined && places.length > 0 ? `, ${places.join(', ')}` : '';
  return `${title ?? caller}${moved}${variant ? `, ${variant}` : ''}`;
}

const roleOf: Partial<Record<Caller, Role>> = { 'an agent': 'agent', 'an administrator': 'administrator' };

function expectedStatus(name: string, operation: OperationShape, draft: Draft): number {
  return statusAtTheDoor(name, operation, draft) ?? statusInside(name, operation, draft);
}

/** What the permission alone decides. */
function statusAtTheDoor(name: string, { permission, path: address }: OperationShape, draft: Draft) {
  const { caller, account } = draft;
  const { signed_in, roles, bots, platform_apps }: PermissionEntry = permissions[permission];
  if (!signed_in) return undefined;
  if (platform_apps) return statusOfApp(address, draft);
  if (caller === 'no token') return errors.not_signed_in.status;
  if (caller === 'a wrong token' || caller === 'a platform app') return errors.invalid_access_token.status;
  if (caller === 'a bot' && !bots) return errors.bot_not_allowed.status;
  if (roles.length === 0) return undefined;
  // The account's own addresses say of a foreign account what they say of none.
  if (account === 'foreign' && name.startsWith('accounts.')) return errors.not_found.status;
  if (account === 'foreign') return errors.not_in_account.status;
  const role = roleOf[caller];
  return role && !roles.includes(role) ? errors.not_allowed.status : undefined;
}

/** A platform app reaches what is its own, which at home is the account with its people and bots. */
function statusOfApp(address: string, { caller, account, path }: Draft) {
  if (caller !== 'a platform app') return errors.invalid_platform_token.status;
  const namesAccount = address.includes('{account_id}');
  const isForeign = (account === 'foreign' && namesAccount) || Object.values(path).includes('foreign');
  return isForeign ? errors.not_permissible.status : undefined;
}

// What everybody has for themselves; of others it is not found.
const OF_PEOPLE = ['custom_filters'];

// What only members of the inbox and administrators see; the rest belongs to the whole account.
const OF_INBOXES = ['inboxes', 'inbox_members', 'conversations', 'messages'];

/** How a record is refused that is there but not for everybody; nothing where it is not refused. */
function statusOfHidden(resource: string, caller: Caller): number | undefined {
  if (OF_PEOPLE.includes(resource)) return errors.not_found.status;
  return caller === 'an agent' && OF_INBOXES.includes(resource) ? errors.not_allowed.status : undefined;
}

/** What the ids decide: they are looked at in the order of the path, then in the body. */
function statusInside(name: string, operation: OperationShape, draft: Draft): number {
  const { caller, fields, variant } = draft;
  const ofPath = statusOfPath(operation, draft);
  if (ofPath !== undefined) return ofPath;
  if (isOfHidden(variant) && caller === 'an agent') return errors.not_allowed.status;
  for (const [field, place] of Object.entries(fields)) {
    const status = statusOfField({ name, field, place, isAgent: caller === 'an agent' });
    if (status !== undefined) return status;
  }
  return statusOfOwn(name);
}

function statusOfPath(operation: OperationShape, { caller, path }: Draft): number | undefined {
  let above: Place | undefined = isOfHolder(operation) ? 'own' : undefined;
  for (const id of idsOf(operation)) {
    const place = path[id.name] ?? 'own';
    if (place === 'foreign' || (above !== undefined && place !== above)) return errors.not_found.status;
    const status = place === 'hidden' ? statusOfHidden(id.resource, caller) : undefined;
    if (status !== undefined) return status;
    above = place;
  }
  return undefined;
}
