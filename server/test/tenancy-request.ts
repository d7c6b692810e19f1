import type { OperationShape } from '@porchlight/contract/operation';
import type { InjectOptions } from 'fastify';
import { isOfWebsite } from '../src/features/widget/access.ts';
import { formOf } from './garbage.ts';
import { fillPath } from './operations.ts';
import type { Caller, Cell, Place } from './tenancy-cells.ts';
import { exampleOf } from './tenancy-examples.ts';
import { pointer, pointersOf, withFields } from './tenancy-exceptions.ts';
import type { Ids } from './tenancy-furnish.ts';
import type { World } from './tenancy-world.ts';

type Named = readonly [name: string, operation: OperationShape];

/** The request of a cell: the operation's example with ids that are there. */
export function requestOf([name, operation]: Named, cell: Cell, world: World): InjectOptions {
  const { method } = operation;
  const fields = fieldsOf([name, operation], cell, world);
  const url = fillPath(operation, (parameter, resource) => {
    if (parameter === 'account_id') return String(tenantOf(world, cell).own.accounts);
    const kind = isOfWebsite(operation) && resource === 'messages' ? 'website_messages' : resource;
    return String(idOf(idsAt(world, cell.path[parameter]), keyOf(parameter, kind, cell.caller)));
  });
  const headers = { ...headersOf(world, cell.caller), ...visitorOf(operation, world) };
  const query = isOfWebsite(operation) ? { website_token: world.home.own.websites } : {};
  if (operation.body) return { method, url: withQuery(url, query), headers, payload: fields };
  return { method, url: withQuery(url, { ...query, ...fields }), headers };
}

const withQuery = (url: string, fields: Record<string, unknown>) =>
  Object.keys(fields).length > 0 ? `${url}?${formOf(fields)}` : url;

/** Whoever asks is the visitor of a website at home as well. */
const visitorOf = (operation: OperationShape, { home }: World) =>
  isOfWebsite(operation) ? { 'x-auth-token': home.own.visitors } : {};

const tenantOf = ({ home, stranger }: World, { account }: Cell) => (account === 'own' ? home : stranger);

function idsAt({ home, stranger }: World, place: Place = 'own'): Ids {
  return place === 'foreign' ? stranger.own : home[place];
}

/** What names a record: mostly its id, by the word before it. */
function keyOf(parameter: string, resource: string, caller: Caller): string {
  if (parameter === 'inbox_identifier') return 'identifiers';
  // Everybody asks for their own.
  if (resource === 'custom_filters' && caller === 'an administrator') return 'administrator_filters';
  return parameter === 'source_id' ? 'sources' : resource;
}

function idOf(ids: Ids, resource: string): number | string {
  const id = Object.entries(ids).find(([kind]) => kind === resource)?.[1];
  if (id === undefined) throw new Error(`Say in tenancy-furnish.ts which record /${resource}/{…} names`);
  return id;
}

function fieldsOf([name, operation]: Named, cell: Cell, world: World): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...operation.example };
  for (const field of pointersOf(operation)) {
    const place = cell.fields[field];
    if (place === undefined && !Object.hasOwn(fields, field)) continue;
    Object.assign(fields, { [field]: pointer(field, idsAt(world, place)) });
  }
  const [moved, ...others] = Object.keys(cell.fields);
  if (moved !== undefined && others.length === 0) Object.assign(fields, withFields(name, moved));
  Object.assign(fields, exampleOf(name, operation, cell.variant, world));
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function headersOf({ home }: World, caller: Caller): Record<string, string> {
  switch (caller) {
    case 'no token':
      return {};
    case 'a wrong token':
      return { api_access_token: 'of-nobody' };
    case 'an agent':
      return { api_access_token: home.agent.token };
    case 'an administrator':
      return { api_access_token: home.administrator.token };
    case 'a bot':
      return { api_access_token: home.bot.token };
    case 'a platform app':
      return { api_access_token: home.app.token };
  }
}
