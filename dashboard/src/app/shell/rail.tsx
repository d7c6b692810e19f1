import { Link, useRouter } from '@tanstack/react-router';
import { Command, PanelLeft } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { keysOf } from '../../actions/key-choices.ts';
import { useAction, useActions } from '../../actions/use-actions.ts';
import { Brand } from '../../ui/brand.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ariaKeys, isMac } from '../../ui/keys.ts';
import { tip } from '../../ui/tip.ts';
import { t } from '../../words/words.ts';
import { addressIn, type NavPlace, navPlaces } from '../nav.ts';
import { AccountMenu } from './account-menu.tsx';
import { openPalette, showNames } from './actions.ts';
import { areNamesShown } from './names.ts';

/** The navigation: beside the page, or below it where the window is narrow. */
export function Rail({ account_id }: { account_id: number }) {
  const router = useRouter();
  const isWide = useSyncExternalStore(areNamesShown.subscribe, areNamesShown.get);
  const palette = useAction(openPalette);
  const names = useAction(showNames);
  const places = navPlaces(router).filter(({ isHidden }) => !isHidden);
  return (
    <nav
      aria-label={t('shell.navigation')}
      className={classNames(
        'flex shrink-0 items-center gap-1 border-line max-sm:justify-between bg-ground p-2 max-sm:border-t sm:flex-col sm:border-e sm:py-3',
        isWide ? 'sm:w-52 sm:items-stretch' : 'sm:w-14',
      )}
    >
      <span className="mb-2 flex justify-center max-sm:hidden">
        <Brand isBare={!isWide} />
      </span>
      {places.map((place) => (
        <RailLink key={place.to} place={place} account_id={account_id} isWide={isWide} />
      ))}
      <span className="grow max-sm:hidden" />
      <IconButton
        icon={Command}
        label={palette.label}
        keys={palette.keys}
        side="right"
        onClick={palette.run}
        className={isWide ? 'sm:self-start' : 'self-center'}
      />
      <IconButton
        icon={PanelLeft}
        label={isWide ? t('shell.hideNames') : t('shell.showNames')}
        keys={names.keys}
        side="right"
        aria-pressed={isWide}
        onClick={names.run}
        className={classNames('max-sm:hidden', isWide ? 'self-start' : 'self-center')}
      />
      <AccountMenu />
    </nav>
  );
}

function RailLink({ place, account_id, isWide }: { place: NavPlace; account_id: number; isWide: boolean }) {
  const { choices } = useActions();
  const { icon: Icon, label, action } = place;
  const keys = keysOf(action, choices);
  return (
    <Link
      to={addressIn(account_id, place)}
      {...tip(t(label), keys[0], 'right')}
      aria-label={t(label)}
      aria-keyshortcuts={ariaKeys(keys, isMac())}
      activeProps={{ 'aria-current': 'page' }}
      className={classNames(
        'flex h-10 items-center gap-3 rounded-base text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink max-sm:min-w-6 max-sm:max-w-14 max-sm:grow max-sm:basis-0 max-sm:justify-center',
        isWide ? 'sm:px-3' : 'sm:w-10 sm:justify-center',
      )}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      {isWide && <span className="truncate font-medium max-sm:hidden">{t(label)}</span>}
    </Link>
  );
}
