import { isDeepStrictEqual } from 'node:util';

/** What truly changes of a row when these columns are written, each with its value before and after; what is not given does not. */
export function differences(
  held: object,
  columns: object,
): Record<string, [before: unknown, after: unknown]> {
  const before: Readonly<Record<string, unknown>> = { ...held };
  const changed = Object.entries(columns).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, before[name]),
  );
  return Object.fromEntries(changed.map(([name, value]) => [name, [before[name], value]]));
}
