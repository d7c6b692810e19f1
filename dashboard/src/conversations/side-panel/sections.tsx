import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { kept, keptName } from '../../app/kept.ts';
import { Watched } from '../../app/watched.ts';

const FOLDED = 'panel sections';

type Folded = Readonly<Record<string, boolean>>;

/** Which sections somebody folded or unfolded; the others are as they are at first. */
const folded = new Watched<Folded>({});
let isRead = false;

async function readFolded() {
  const name = keptName(FOLDED);
  if (isRead || name === undefined) return;
  isRead = true;
  const before = await kept.read(name);
  if (typeof before === 'object' && before !== null) folded.set({ ...(before as Folded), ...folded.get() });
}

function fold(section: string, isFolded: boolean) {
  folded.set({ ...folded.get(), [section]: isFolded });
  const name = keptName(FOLDED);
  if (name !== undefined) void kept.write(name, folded.get());
}

function subscribe(listener: () => void) {
  void readFolded();
  return folded.subscribe(listener);
}

interface FoldedSectionProps {
  /** Under which it is remembered whether it is folded. */
  name: string;
  title: string;
  isFoldedAtFirst?: boolean;
  /** Rendered only while it is unfolded, so that nothing is asked for that nobody sees. */
  children: ReactNode;
}

/** A part of the panel that can be folded, and stays so. */
export function FoldedSection({ name, title, isFoldedAtFirst = false, children }: FoldedSectionProps) {
  const id = useId();
  const all = useSyncExternalStore(subscribe, folded.get);
  const isFolded = all[name] ?? isFoldedAtFirst;
  return (
    <section className="border-b border-line" data-section={name}>
      <h3>
        <button
          type="button"
          aria-expanded={!isFolded}
          aria-controls={isFolded ? undefined : id}
          onClick={() => fold(name, !isFolded)}
          className="flex min-h-9 w-full items-center justify-between px-4 font-medium hover:bg-hover"
        >
          {title}
          <ChevronDown
            size={16}
            aria-hidden="true"
            className={isFolded ? 'text-ink-soft ltr:-rotate-90 rtl:rotate-90' : 'text-ink-soft'}
          />
        </button>
      </h3>
      {!isFolded && (
        <div id={id} className="grid gap-2 px-4 pt-1 pb-4 *:min-w-0">
          {children}
        </div>
      )}
    </section>
  );
}
