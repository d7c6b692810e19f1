import type { ContactRow } from '../contacts/table.ts';

interface Told {
  name?: string | null | undefined;
  email?: string | null | undefined;
}

/** The name under which somebody begins: nothing where it is known who they are, else what they say, else their address. */
export function firstName(known: ContactRow, { name, email }: Told): string | undefined {
  if (known.email || known.phone_number || known.identifier) return undefined;
  return name?.trim() || email?.trim().split('@', 1)[0] || undefined;
}
