import { invalid } from '../../platform/refusal.ts';

/** An e-mail address as it is stored, in small letters; or nothing when the text is none. */
export function findAddress(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  return /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/.test(address) ? address : undefined;
}

/** The same; refused when the text is none. */
export function readAddress(text: string): string {
  const address = findAddress(text);
  if (address === undefined) throw invalid({ email: 'is not an e-mail address' });
  return address;
}
