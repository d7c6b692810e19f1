import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';

/** Stands where an address leads nowhere. */
export function MissingPage() {
  return (
    <EmptyState
      icon={Compass}
      title={t('ui.notFound')}
      action={
        <Link to="/" className="inline-flex min-h-6 items-center text-accent underline underline-offset-4">
          {t('ui.toStart')}
        </Link>
      }
    />
  );
}
