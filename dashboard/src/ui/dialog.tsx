import { useEffect } from 'react';
import { late, useLate } from './layers/late.ts';
import type { DialogProps } from './layers/props.ts';

const sheet = late(() => import('./layers/dialog-sheet.tsx'));

/** A window in front of the page, which waits meanwhile. Escape closes it and gives the focus back. */
export function Dialog(props: DialogProps) {
  const loaded = useLate(sheet);
  const { open } = props;
  useEffect(() => {
    if (open) void sheet.load();
  }, [open]);
  return open && loaded ? <loaded.DialogSheet {...props} /> : null;
}
