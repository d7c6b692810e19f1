/** Whether the value is a text that the database can compare with what it holds: it knows no text with NUL in it. */
export const isStorable = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0');
