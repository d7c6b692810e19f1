import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { mayAttach } from '../state/settings.ts';
import { stage } from '../state/staged.ts';

/**
 * Whether files are held over the window. A file that misses the window's own places would replace the window: all of
 * it takes them.
 */
export function useDrops() {
  const isOver = useSignal(false);
  useEffect(() => {
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      isOver.value = event.type === 'dragover' && mayAttach.value;
      if (event.type === 'drop') void stage([...event.dataTransfer.files]);
    };
    const events = ['dragover', 'dragleave', 'drop'] as const;
    for (const event of events) document.addEventListener(event, handle);
    return () => {
      for (const event of events) document.removeEventListener(event, handle);
    };
  }, []);
  return isOver.value;
}
