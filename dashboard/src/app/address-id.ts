import { notFound } from '@tanstack/react-router';

/** Whether a part of an address is the id of something. */
export const isId = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text);

/** The id that a part of an address is; what is none leads nowhere. */
export function readId(text: string): number {
  if (!isId(text)) throw notFound();
  return Number(text);
}
