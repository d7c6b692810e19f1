import type { Membership, User } from '../app/people.ts';
import { Card } from '../ui/card.tsx';
import { t } from '../words/words.ts';

interface YouCardProps {
  user: User;
  account: Membership | undefined;
}

/** Name, e-mail address, and the role in the open account. */
export function YouCard({ user, account }: YouCardProps) {
  return (
    <Card title={t('profile.you')}>
      <dl className="facts">
        <Fact label={t('profile.name')} value={user.name} />
        <Fact label={t('profile.email')} value={user.email} />
        {account && (
          <Fact label={t('profile.role', { account: account.name })} value={t(`profile.${account.role}`)} />
        )}
      </dl>
    </Card>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
