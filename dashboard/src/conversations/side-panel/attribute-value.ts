/** Kinds of values that attributes have. */
export const VALUE_KINDS = ['text', 'number', 'yesno', 'date', 'json'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

const DATE = /^\d{4}-\d\d-\d\d/;

/** What kind of value it is. */
export function kindOf(value: unknown): ValueKind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'yesno';
  if (typeof value === 'string') return DATE.test(value) ? 'date' : 'text';
  return value === null || value === undefined ? 'text' : 'json';
}

/** The value as it is edited. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return kindOf(value) === 'date' ? value.slice(0, 10) : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The value that was written; nothing when it is none of that kind. */
export function readValue(text: string, kind: ValueKind): { value: unknown } | undefined {
  const trimmed = text.trim();
  if (kind === 'text') return { value: trimmed };
  if (kind === 'yesno') return { value: trimmed === 'true' };
  if (kind === 'date') return DATE.test(trimmed) ? { value: trimmed.slice(0, 10) } : undefined;
  if (kind === 'number') {
    const value = Number(trimmed);
    return trimmed !== '' && Number.isFinite(value) ? { value } : undefined;
  }
  try {
    return { value: JSON.parse(trimmed) };
  } catch {
    return undefined;
  }
}
