import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { useAgents } from '../../app/queries.ts';
import { useMe } from '../../app/use-me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { doing } from './doing.ts';

/** Who watches the conversation. */
export function Participants({ conversation_id }: { conversation_id: number }) {
  const live = useLive();
  const { account_id } = live;
  const { user } = useMe();
  const queries = useQueryClient();
  const agents = useAgents(account_id);
  const queryKey = ['account', account_id, 'participants', conversation_id];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      ask((desk) => desk.participants.list({ account_id, conversation_id }, { signal })),
  });
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const replace = async (user_ids: readonly number[]) => {
    await doing(live, (desk) =>
      desk.participants.replace({ account_id, conversation_id, user_ids: [...user_ids] }),
    );
    await queries.invalidateQueries({ queryKey });
  };
  const ids = data.map(({ id }) => id);
  const isWatching = ids.includes(user.id);
  return (
    <>
      <ul className="flex flex-wrap gap-2">
        {data.map(({ id, name, thumbnail }) => (
          <li key={id} className="flex items-center gap-1.5">
            <Avatar name={name} picture={thumbnail} size="small" />
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <Combobox
        isMany
        label={t('panel.participants')}
        placeholder={t('panel.noParticipants')}
        options={agents.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={ids.map(String)}
        onChange={(next) => void replace(next.map(Number))}
      />
      <Button
        size="small"
        look="quiet"
        className="-ms-2 justify-self-start"
        onClick={() => void replace(isWatching ? ids.filter((id) => id !== user.id) : [...ids, user.id])}
      >
        {isWatching ? t('panel.unwatch') : t('panel.watch')}
      </Button>
    </>
  );
}
