import { Button } from '../ui/button.tsx';
import { t } from '../words/words.ts';

interface PagerProps {
  page: number;
  hasMore: boolean;
  onGo(page: number): void;
}

/** The way through a list that comes in pages; nothing where there is one page alone. */
export function Pager({ page, hasMore, onGo }: PagerProps) {
  if (page === 1 && !hasMore) return null;
  return (
    <nav aria-label={t('settings.pages')} className="flex items-center gap-3">
      <Button size="small" disabled={page === 1} onClick={() => onGo(page - 1)}>
        {t('settings.pageBefore')}
      </Button>
      <span className="text-small text-ink-soft">{t('settings.page', { page })}</span>
      <Button size="small" disabled={!hasMore} onClick={() => onGo(page + 1)}>
        {t('settings.pageNext')}
      </Button>
    </nav>
  );
}
