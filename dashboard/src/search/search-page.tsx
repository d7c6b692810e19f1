import { getRouteApi, useMatch, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { keysOf } from '../actions/key-choices.ts';
import { useActions } from '../actions/use-actions.ts';
import { useLive } from '../app/live/use-live.ts';
import { listenToKeys } from '../ui/keys.ts';
import { Page } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { moveAmongResults } from './moving.ts';
import { isEnough, type Tab } from './place.ts';
import { useRecents } from './recents.ts';
import { Results } from './results-view.tsx';
import { SearchField } from './search-field.tsx';
import { SearchStart } from './search-start.tsx';
import { useTyped } from './use-typed.ts';

const route = getRouteApi('/accounts/$account_id/search');

/** Finds contacts, conversations and messages as somebody types. */
export function SearchPage() {
  const { q = '' } = route.useSearch();
  const { account_id } = useLive();
  const group = useMatch({ from: '/accounts/$account_id/search/$group', shouldThrow: false })?.params.group;
  const tab: Tab = group ?? 'all';
  const field = useRef<HTMLInputElement>(null);
  const recents = useRecents(account_id);
  const typed = useTyped(q, useSearchFor(tab, q));
  useEffect(() => field.current?.focus(), []);
  useKeysOfSearch(field);
  const remember = () => recents.remember(q);
  return (
    <Page title={t('search.title')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between what can be pressed in it. */}
      <div className="grid gap-5 *:min-w-0" onKeyDown={moveAmongResults}>
        <SearchField
          ref={field}
          text={typed.text}
          onType={typed.type}
          onClear={() => {
            typed.clear();
            field.current?.focus();
          }}
          onFinish={() => {
            typed.finish();
            if (isEnough(q)) remember();
          }}
        />
        {isEnough(q) ? (
          <Results q={q} tab={tab} onOpen={remember} />
        ) : (
          <SearchStart recents={recents} isTooShort={q !== ''} />
        )}
      </div>
    </Page>
  );
}

/** Puts what is searched into the address. What was typed on the way to it is not gone back to. */
function useSearchFor(tab: Tab, before: string) {
  const navigate = useNavigate();
  const { account_id } = useLive();
  return (q: string) => {
    const search = q === '' ? {} : { q };
    const replace = before !== '';
    void (tab === 'all'
      ? navigate({ to: '/accounts/$account_id/search', params: { account_id }, search, replace })
      : navigate({
          to: '/accounts/$account_id/search/$group',
          params: { account_id, group: tab },
          search,
          replace,
        }));
  };
}

/** The keys that lead to this page lead to its field here. */
function useKeysOfSearch(field: React.RefObject<HTMLInputElement | null>) {
  const { all, choices } = useActions();
  useEffect(() => {
    const action = all.find(({ id }) => id === 'go.search');
    const listen = listenToKeys(action ? keysOf(action, choices) : [], () => {
      field.current?.focus();
      field.current?.select();
    });
    // Before the keys that work everywhere, which would begin the search anew.
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, [all, choices, field]);
}
