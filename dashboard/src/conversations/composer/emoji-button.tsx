import { Smile } from 'lucide-react';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/placeholders.tsx';
import { Popover } from '../../ui/popover.tsx';
import { t } from '../../words/words.ts';
import { insertIn } from './field.ts';

const EmojiGrid = lazy(async () => ({ default: (await import('./emoji-grid.tsx')).EmojiGrid }));

interface EmojiButtonProps {
  field: RefObject<HTMLTextAreaElement | null>;
  isDisabled: boolean;
}

/** Opens the emoji; the one chosen goes where the caret is. */
export function EmojiButton({ field, isDisabled }: EmojiButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={t('thread.emoji')}
      side="top"
      open={isOpen}
      onOpenChange={setOpen}
      className="w-72 p-2"
      trigger={<IconButton icon={Smile} label={t('thread.emoji')} side="top" disabled={isDisabled} />}
    >
      <Suspense fallback={<Loading />}>
        <EmojiGrid
          onPick={(emoji) => {
            setOpen(false);
            // The popover gives the focus back to its button first.
            setTimeout(() => field.current && insertIn(field.current, emoji), 0);
          }}
        />
      </Suspense>
    </Popover>
  );
}
