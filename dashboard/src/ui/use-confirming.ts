import { useState } from 'react';

interface Confirming {
  /** Does what was confirmed. */
  onConfirm(): Promise<unknown>;
  /** Called once it is done; what is refused leaves the window open. */
  onDone(): void;
  sentenceOf(error: unknown): string;
}

/** Does something once it is confirmed, and knows whether that is under way and why it was refused. */
export function useConfirming({ onConfirm, onDone, sentenceOf }: Confirming) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, run };
}
