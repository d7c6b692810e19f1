import { useSignal } from '@preact/signals';
import { t } from '../words.ts';

/** Sends an answer once, however often it is pressed, and says when that failed. */
export function useSubmission() {
  const isSending = useSignal(false);
  const problem = useSignal('');
  const run = async (send: () => Promise<unknown>) => {
    if (isSending.value) return;
    isSending.value = true;
    problem.value = '';
    try {
      await send();
    } catch {
      problem.value = t('failed');
    }
    isSending.value = false;
  };
  return { isSending: isSending.value, problem: problem.value, run };
}
