import { Pencil } from 'lucide-react';
import { useDesk } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { tip } from '../../ui/tip.ts';
import { formatList } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { areSameViewers, type Viewer, viewersOf } from './who-views.ts';

export interface ViewerStackProps {
  conversation_id: number;
  size: 'tiny' | 'small';
  /** How many are drawn; the others are counted. */
  shown_max: number;
}

/** Pictures of the colleagues in a conversation, those who write with a pen. */
export function ViewerStack({ conversation_id, size, shown_max }: ViewerStackProps) {
  const { user } = useMe();
  const all = useDesk((state) => viewersOf(state, conversation_id, user.id), areSameViewers);
  if (all.length === 0) return null;
  const shown = all.slice(0, shown_max);
  const text = wordsFor(all);
  return (
    <span data-viewers className="inline-flex shrink-0 items-center gap-1 self-center" {...tip(text)}>
      <span className="unseen">{text}</span>
      {shown.map((viewer) => (
        <Face key={viewer.id} viewer={viewer} size={size} />
      ))}
      {all.length > shown.length && (
        <span
          aria-hidden="true"
          dir="ltr"
          className={classNames(
            'flex items-center justify-center rounded-full bg-sunken font-semibold text-ink-soft',
            size === 'tiny' ? 'h-5 min-w-5 px-1 text-[0.625rem]' : 'h-6 min-w-6 px-1 text-tiny',
          )}
        >
          +{all.length - shown.length}
        </span>
      )}
    </span>
  );
}

function Face({ viewer, size }: { viewer: Viewer; size: ViewerStackProps['size'] }) {
  const { id, name, thumbnail, does } = viewer;
  return (
    <span
      data-viewer={id}
      data-does={does}
      className={classNames(
        'relative inline-flex rounded-full',
        does === 'replying' && 'ring-2 ring-accent',
        does === 'noting' && 'ring-2 ring-note-line',
      )}
    >
      <Avatar name={name} picture={thumbnail} size={size} />
      {does !== 'viewing' && <Pen does={does} />}
    </span>
  );
}

function Pen({ does }: Pick<Viewer, 'does'>) {
  return (
    <span
      className={classNames(
        'absolute -end-1.5 -bottom-1.5 flex size-3.5 items-center justify-center rounded-full border border-surface',
        does === 'noting' ? 'bg-note-line text-ink' : 'bg-accent text-on-accent',
      )}
    >
      <Pencil size={8} strokeWidth={3} aria-hidden="true" />
    </span>
  );
}

const WORDS = {
  replying: 'conversations.isReplying',
  noting: 'conversations.isNoting',
  viewing: 'conversations.isViewing',
} as const;

/** A sentence for each thing that is done. */
function wordsFor(all: readonly Viewer[]): string {
  return (['replying', 'noting', 'viewing'] as const)
    .flatMap((does) => {
      const names = all.filter((each) => each.does === does).map(({ name }) => name);
      return names.length > 0 ? [t(WORDS[does], { names: formatList(names), count: names.length })] : [];
    })
    .join(' · ');
}
