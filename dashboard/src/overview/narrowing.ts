import type { FilterCondition } from '@porchlight/contract/filters';

/** What the overview is narrowed to, as the address has it. */
export interface Narrowing {
  inbox_id?: number;
  team_id?: number;
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** Reads what stands in the address; what is not understood is left out. */
export function readNarrowing({ inbox_id, team_id }: Readonly<Record<string, unknown>>): Narrowing {
  return { ...(isId(inbox_id) ? { inbox_id } : {}), ...(isId(team_id) ? { team_id } : {}) };
}

/** What the open conversations of an agent meet, within what the overview is narrowed to. */
export function conditionsOf(agent_id: number, { inbox_id, team_id }: Narrowing): FilterCondition[] {
  const wanted: [string, number | undefined][] = [
    ['assignee_id', agent_id],
    ['inbox_id', inbox_id],
    ['team_id', team_id],
  ];
  const conditions = [
    { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] },
    ...wanted.flatMap(([attribute_key, id]) =>
      id === undefined ? [] : [{ attribute_key, filter_operator: 'equal_to', values: [id] }],
    ),
  ];
  return conditions.map((condition, index) => ({
    ...condition,
    query_operator: index < conditions.length - 1 ? 'and' : null,
  }));
}
