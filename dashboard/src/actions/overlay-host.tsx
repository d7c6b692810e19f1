import { lazy, Suspense, useSyncExternalStore } from 'react';
import { overlay } from './overlays.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }));

/** Shows the palette or the list of shortcuts when it is asked for; their code comes with the first time. */
export function OverlayHost() {
  const shown = useSyncExternalStore(overlay.subscribe, overlay.get);
  const close = () => overlay.set('none');
  return (
    <Suspense>
      {shown === 'palette' && <Palette onClose={close} />}
      {shown === 'keys' && <KeyList onClose={close} />}
    </Suspense>
  );
}
