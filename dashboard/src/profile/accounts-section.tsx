import { Link } from '@tanstack/react-router';
import type { Membership } from '../app/people.ts';
import { Badge } from '../ui/badge.tsx';
import { Section } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { Row, RowId } from './row.tsx';

interface AccountsSectionProps {
  accounts: readonly Membership[];
  openId: number;
}

/** Every account of the person with its id; each opens this page for itself. */
export function AccountsSection({ accounts, openId }: AccountsSectionProps) {
  return (
    <Section title={t('profile.accounts')} hint={t('profile.accountsHint')}>
      <ul className="-my-3 divide-y divide-line">
        {accounts.map(({ id, name, role }) => (
          <Row key={id}>
            <Link
              to="/accounts/$account_id/profile/settings"
              params={{ account_id: id }}
              aria-current={id === openId ? 'page' : undefined}
              className="min-h-6 min-w-0 truncate leading-6 font-medium text-accent underline-offset-4 hover:underline"
            >
              <bdi>{name}</bdi>
            </Link>
            {id === openId && <Badge tone="accent">{t('profile.accountHere')}</Badge>}
            <RowId>{t('profile.accountId', { id })}</RowId>
            <span className="text-small text-ink-soft">{t(`profile.${role}`)}</span>
          </Row>
        ))}
      </ul>
    </Section>
  );
}
