/** What a merge looks at of a contact. */
export interface Mergeable {
  id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
}

/** What becomes of a field when another contact is merged into one. */
export interface MergedField {
  name: 'name' | 'email' | 'phone_number' | 'identifier';
  value: string;
  /** Whether it comes from the other one, as it was blank here. */
  is_filled: boolean;
  /** What the other one had and nobody keeps. */
  lost: string | undefined;
}

const FIELDS = ['name', 'email', 'phone_number', 'identifier'] as const;

/** What the base has stays, its blanks are filled, and what differs goes with the other contact. */
export function mergePreview(base: Mergeable, other: Mergeable): MergedField[] {
  return FIELDS.map((name) => {
    const own = base[name] ?? '';
    const theirs = other[name] ?? '';
    const is_filled = own === '' && theirs !== '';
    const isLost = own !== '' && theirs !== '' && own !== theirs;
    return { name, value: own || theirs, is_filled, lost: isLost ? theirs : undefined };
  });
}
