import { lazy, Suspense, useSyncExternalStore } from 'react';
import { picker } from './pickers.ts';

const PickerWindow = lazy(async () => ({ default: (await import('./picker-window.tsx')).PickerWindow }));

/** Shows what a command asks for; the code comes with the first time. */
export function PickerHost() {
  const shown = useSyncExternalStore(picker.subscribe, picker.get);
  if (!shown) return null;
  return (
    <Suspense>
      <PickerWindow kind={shown.kind} target={shown.target} onClose={() => picker.set(undefined)} />
    </Suspense>
  );
}
