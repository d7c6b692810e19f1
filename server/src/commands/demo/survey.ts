import { courseAt } from './course/course.ts';
import { isFromCustomer } from './rows.ts';
import type { Stage } from './stage.ts';

/** What must be known of all conversations before the first is written. */
export interface Survey {
  messages: number;
  /** When each contact began its first conversation, in milliseconds since 1970; infinite without one. */
  began_at: Float64Array;
  /** When each contact last wrote; 0 without a conversation. */
  last_wrote_at: Float64Array;
}

/** Goes through the courses of all conversations once, without their words. */
export function survey(stage: Stage): Survey {
  const began_at = new Float64Array(stage.contacts).fill(Number.POSITIVE_INFINITY);
  const last_wrote_at = new Float64Array(stage.contacts);
  let messages = 0;
  for (let index = 0; index < stage.conversations; index += 1) {
    const { contact_index: contact, lines } = courseAt(stage, index);
    messages += lines.length;
    const began = lines[0]?.at ?? Number.POSITIVE_INFINITY;
    const wrote = lines.findLast(isFromCustomer)?.at ?? 0;
    began_at[contact] = Math.min(began_at[contact] ?? began, began);
    last_wrote_at[contact] = Math.max(last_wrote_at[contact] ?? 0, wrote);
  }
  return { messages, began_at, last_wrote_at };
}
