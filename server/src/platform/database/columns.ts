import { sql } from 'drizzle-orm';
import { bigint, customType, jsonb, timestamp } from 'drizzle-orm/pg-core';

/** A 64-bit number; ids stay far below what a JavaScript number holds. */
export const int8 = () => bigint({ mode: 'number' });

/** The id of a row, unique over all accounts. */
export const rowId = () => int8().generatedByDefaultAsIdentity();

/** A moment, to the millisecond. */
export const moment = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });

/** An object of free keys; never null, so that the wire always shows `{}`. */
export const freeObject = () => jsonb().$type<Record<string, unknown>>().notNull().default(sql`'{}'::jsonb`);

/** Bytes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** When the row was made and last changed; both are set by the program's clock. */
export const timestamps = () => ({ created_at: moment().notNull(), updated_at: moment().notNull() });

/** A file in the store, as the row that owns it remembers it. */
export interface StoredFile {
  key: string;
  file_name: string;
  content_type: string;
  byte_size: number;
}
