import type { Attachment } from '@porchlight/contract/messages';
import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { t } from '../../words/words.ts';
import { nameOf } from './attachment-name.ts';

interface LightboxProps {
  pictures: readonly Attachment[];
  index: number;
  onShow(index: number): void;
  onClose(): void;
}

/** A picture as large as the window allows, with those that came with it. */
export function Lightbox({ pictures, index, onShow, onClose }: LightboxProps) {
  const picture = pictures[index];
  if (!picture) return null;
  const address = picture.data_url ?? '';
  const step = (by: number) => onShow((index + by + pictures.length) % pictures.length);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={nameOf(picture)} width="wide">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among pictures; buttons do the same. */}
      <div
        className="grid justify-items-center gap-3"
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight') step(1);
          if (key === 'ArrowLeft') step(-1);
        }}
      >
        <img
          src={address}
          alt={nameOf(picture)}
          className="max-h-[60vh] max-w-full rounded-base object-contain"
        />
        <div className="flex items-center gap-2">
          {pictures.length > 1 && (
            <IconButton icon={ChevronLeft} label={t('thread.previousPicture')} onClick={() => step(-1)} />
          )}
          <a
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex min-h-8 items-center gap-2 rounded-base border border-line-strong px-3"
          >
            <Download size={16} aria-hidden="true" />
            {t('thread.openFile')}
          </a>
          {pictures.length > 1 && (
            <IconButton icon={ChevronRight} label={t('thread.nextPicture')} onClick={() => step(1)} />
          )}
        </div>
      </div>
    </Dialog>
  );
}
