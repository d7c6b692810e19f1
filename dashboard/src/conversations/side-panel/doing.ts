import type { Client } from '@porchlight/client/sdk';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { toast } from '../../ui/toast.tsx';

/** Asks the desk to do something; a refusal is said in a toast. Answers what the desk answered, if it did it. */
export async function doing<Answer>(
  { account_id }: Live,
  act: (desk: Client, account_id: number) => Promise<Answer>,
): Promise<{ answer: Answer } | undefined> {
  try {
    return { answer: await ask((desk) => act(desk, account_id)) };
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
    return undefined;
  }
}
