import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { t } from '../words/words.ts';

/** Things that are set up, one below the other. */
export function RowList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-large border border-line bg-surface"
    >
      {children}
    </ul>
  );
}

interface RowProps {
  /** A picture before the name. */
  mark?: ReactNode;
  name: ReactNode;
  /** Under the name. */
  detail?: ReactNode;
  /** What can be done with it. */
  actions?: ReactNode;
}

/** A link that is as large as its row; give it `data-row-link`, by which the row knows of it. */
export const ROW_LINK =
  'inline-flex min-h-6 items-center underline-offset-4 hover:underline after:absolute after:inset-0';

/** At the end of a row that leads somewhere. */
export function RowArrow() {
  return <ChevronRight size={18} aria-hidden="true" className="text-ink-soft rtl:-scale-x-100" />;
}

/** One of them. */
export function ListRow({ mark, name, detail, actions }: RowProps) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 has-[[data-row-link]]:hover:bg-hover">
      {mark}
      <div className="grid min-w-0 grow basis-40 gap-0.5 *:min-w-0">
        <div className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">{name}</div>
        {detail !== undefined && (
          <div className="flex flex-wrap gap-x-3 text-small text-ink-soft wrap-anywhere">{detail}</div>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-1">{actions}</div>}
    </li>
  );
}

interface EditAndDeleteProps {
  name: string;
  onEdit(): void;
  onDelete(): void;
}

/** The two buttons of most rows; screen readers tell those of several rows apart by the name. */
export function EditAndDelete({ name, onEdit, onDelete }: EditAndDeleteProps) {
  return (
    <>
      <Button size="small" aria-label={t('settings.editOf', { name })} onClick={onEdit}>
        {t('ui.edit')}
      </Button>
      <Button size="small" aria-label={t('settings.deleteOf', { name })} onClick={onDelete}>
        {t('ui.delete')}
      </Button>
    </>
  );
}
