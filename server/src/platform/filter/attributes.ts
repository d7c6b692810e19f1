import type { FilterOperator } from '@porchlight/contract/filters';
import type { SQL } from 'drizzle-orm';

/**
 * What a column holds: `text` without regard to case, `exact` text, an `id`, a `flag`, a `moment` in time, or a `list`
 * of texts.
 */
export type FilterKind = 'text' | 'exact' | 'id' | 'flag' | 'moment' | 'list';

/** Something that a list can be filtered by. */
export interface FilterAttribute {
  /** The column, or an expression over the row. */
  column: SQL;
  kind: FilterKind;
  operators: readonly FilterOperator[];
  /** How many of a condition's values count: `all`, unless only the first does. */
  values_read?: 'all' | 'first';
  /** The only values that there are. */
  choices?: readonly string[];
  /** The value that stands for every choice. */
  every_choice?: string;
  /** Brings a value into the form in which the column has it. */
  normalise?: (value: string) => string;
  /** Rows without the attribute count as different from every value; as SQL has it, they are neither equal nor different. */
  is_absent_different?: boolean;
}

/** What a list can be filtered by, by `attribute_key`. */
export type FilterAttributes = Readonly<Record<string, FilterAttribute>>;
