import { useLive } from '../app/live/use-live.ts';
import { useInboxes, useTeams } from '../app/queries.ts';
import { Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';
import type { Narrowing } from './narrowing.ts';

const ANY = '';
/** As wide as what is chosen, not as the longest name. */
const LOOK = 'max-w-52 [&>select]:field-sizing-content [&>select]:min-h-8';

interface NarrowingBarProps {
  narrowing: Narrowing;
  onNarrow(narrowing: Narrowing): void;
}

/** Narrows the overview to an inbox and to a team. */
export function NarrowingBar({ narrowing, onNarrow }: NarrowingBarProps) {
  const { account_id } = useLive();
  const { inbox_id, team_id } = narrowing;
  const inboxes = useInboxes(account_id);
  const teams = useTeams(account_id);
  const choose = (name: keyof Narrowing) => (value: string) => {
    const { [name]: _before, ...rest } = narrowing;
    onNarrow(value === ANY ? rest : { ...rest, [name]: Number(value) });
  };
  return (
    <>
      <Select
        aria-label={t('conversations.inbox')}
        value={inbox_id ?? ANY}
        options={[{ value: ANY, label: t('overview.anyInbox') }, ...inboxes.map(optionOf)]}
        onChange={choose('inbox_id')}
        className={LOOK}
      />
      {(teams.length > 0 || team_id !== undefined) && (
        <Select
          aria-label={t('conversations.team')}
          value={team_id ?? ANY}
          options={[{ value: ANY, label: t('overview.anyTeam') }, ...teams.map(optionOf)]}
          onChange={choose('team_id')}
          className={LOOK}
        />
      )}
    </>
  );
}

const optionOf = ({ id, name }: { id: number; name: string }) => ({ value: String(id), label: name });
