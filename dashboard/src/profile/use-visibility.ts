import { useState } from 'react';

/** Whether a secret is readable on the screen. */
export interface Visibility {
  isShown: boolean;
  show(): void;
  hide(): void;
}

/** Hidden until asked for. */
export function useVisibility(): Visibility {
  const [isShown, setShown] = useState(false);
  return { isShown, show: () => setShown(true), hide: () => setShown(false) };
}
