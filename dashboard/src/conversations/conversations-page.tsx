import { getRouteApi, useMatch, useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useActor } from '../actions/use-actor.ts';
import { useDesk, useLive } from '../app/live/use-live.ts';
import { classNames } from '../ui/class-names.ts';
import { useLate } from '../ui/layers/late.ts';
import { EmptyState, Loading } from '../ui/placeholders.tsx';
import { loadWords, t } from '../words/words.ts';
import { PickerHost } from './actions/picker-host.tsx';
import { ListColumn } from './list/list-column.tsx';
import { isPanelWanted } from './panel.ts';
import { panelPart, threadPart } from './parts.ts';
import type { ConversationsSearch } from './search.ts';
import { useIsListRead } from './store/lists.ts';
import { filterOf } from './store/membership.ts';
import { HoldTarget } from './target.tsx';
import { useMedia } from './use-media.ts';
import { useAnnouncing } from './viewing/use-announcing.ts';

const FirstSteps = lazy(async () => {
  const [{ FirstSteps: component }] = await Promise.all([
    import('../welcome/first-steps.tsx'),
    loadWords('welcome'),
  ]);
  return { default: component };
});

const route = getRouteApi('/accounts/$account_id/conversations');

/** The list of conversations, the thread of the open one, and what there is to know of it. */
export function ConversationsPage() {
  const search = route.useSearch();
  const { account_id } = useLive();
  const navigate = useNavigate();
  const match = useMatch({
    from: '/accounts/$account_id/conversations/$conversation_id',
    shouldThrow: false,
  });
  const open_id = match?.params.conversation_id;
  useAnnouncing(open_id);
  const [turn_id, setTurn] = useState(open_id);
  const hasRoom = useMedia('(min-width: 72rem)');
  const isWanted = useSyncExternalStore(isPanelWanted.subscribe, isPanelWanted.get);
  const isPanelShown = hasRoom ? isWanted : search.panel === true;
  const turnPanel = () => {
    if (hasRoom) return isPanelWanted.set(!isWanted);
    if (open_id === undefined) return;
    const { panel, ...rest } = search;
    void navigate({
      to: '/accounts/$account_id/conversations/$conversation_id',
      params: { account_id, conversation_id: open_id },
      search: panel ? rest : { ...rest, panel: true },
    });
  };
  return (
    <div className="flex h-full min-w-0 max-[56.24rem]:has-[#first-steps]:flex-col">
      <HoldTarget single_id={open_id ?? turn_id} />
      <ListColumn
        search={search}
        open_id={open_id}
        turn_id={turn_id}
        setTurn={setTurn}
        togglePanel={turnPanel}
        className={classNames(
          'w-full border-line bg-surface min-[56.25rem]:flex min-[56.25rem]:w-86 min-[56.25rem]:shrink-0 min-[56.25rem]:border-e',
          open_id !== undefined && 'max-[56.24rem]:hidden!',
        )}
      />
      {open_id === undefined ? (
        <NoneOpen search={search} />
      ) : (
        <Open id={open_id} search={search} hasRoom={hasRoom} isPanelShown={isPanelShown} />
      )}
      <PickerHost />
    </div>
  );
}

function NoneOpen({ search }: { search: ConversationsSearch }) {
  const isEmpty = useDesk(({ conversations }) => conversations.size === 0);
  const isRead = useIsListRead(filterOf(search));
  const { can } = useActor();
  const hint = (
    <EmptyState
      icon={MessagesSquare}
      title={t('conversations.noneOpen')}
      text={t('conversations.howToOpen')}
    />
  );
  return (
    // Narrow windows show the list alone, and below it what a new desk needs.
    <div className="hidden grow items-start justify-center overflow-y-auto has-[#first-steps]:flex min-[56.25rem]:flex min-[56.25rem]:items-center">
      {isEmpty && isRead && can('administrator') ? (
        <Suspense fallback={hint}>
          <FirstSteps>{hint}</FirstSteps>
        </Suspense>
      ) : (
        hint
      )}
    </div>
  );
}

interface OpenProps {
  id: number;
  search: ConversationsSearch;
  /** Whether the side panel has room beside the thread. */
  hasRoom: boolean;
  isPanelShown: boolean;
}

function Open({ id, search, hasRoom, isPanelShown }: OpenProps) {
  const isHere = useDesk(({ conversations }) => conversations.has(id));
  const thread = useLate(threadPart);
  const side = useLate(panelPart);
  const isPanelHere = isPanelShown && isHere;
  useEffect(() => {
    if (isPanelHere) void panelPart.load();
  }, [isPanelHere]);
  const panel = isPanelHere && (side ? <side.SidePanel conversation_id={id} /> : <Loading />);
  if (panel && !hasRoom) return <div className="min-w-0 grow">{panel}</div>;
  return (
    <>
      <div className="min-w-0 grow">
        {thread ? <thread.ThreadPane conversation_id={id} anchor={search.messageId} /> : <Loading />}
      </div>
      {panel && <div className="w-80 shrink-0 overflow-y-auto border-s border-line bg-surface">{panel}</div>}
    </>
  );
}
