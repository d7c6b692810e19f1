import { useNavigate } from '@tanstack/react-router';
import { Keyboard, Languages, LogOut, SunMoon, UserCog } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useAction } from '../../actions/use-actions.ts';
import type { Availability } from '../../ui/avatar.tsx';
import { MenuChoices, MenuItem, MenuLine, MenuSwitch, SubMenu } from '../../ui/menu.tsx';
import { languages } from '../../words/locales.ts';
import { t, useLanguage } from '../../words/words.ts';
import { chooseLocale } from '../choose-locale.ts';
import { signOut } from '../sign-out.ts';
import { changeTheme, type Theme, theme } from '../theme.ts';
import { useMe } from '../use-me.ts';
import { showKeys } from './actions.ts';
import { setAutoOffline, setAvailability } from './availability.ts';

const AVAILABILITIES: readonly Availability[] = ['online', 'busy', 'offline'];

/** Availability, accounts, appearance, language, and the way out. */
export function AccountItems() {
  const { account } = useMe();
  const navigate = useNavigate();
  const keys = useAction(showKeys);
  return (
    <>
      <Who />
      <MenuLine />
      <MenuChoices
        label={t('shell.availability')}
        value={account.availability}
        options={AVAILABILITIES.map((value) => ({ value, label: t(`ui.${value}`) }))}
        onChange={(value) => {
          const chosen = AVAILABILITIES.find((each) => each === value);
          if (chosen) void setAvailability(account, chosen);
        }}
      />
      <MenuSwitch checked={account.auto_offline} onChange={(isOn) => void setAutoOffline(account, isOn)}>
        {t('shell.autoOffline')}
      </MenuSwitch>
      <MenuLine />
      <AccountChoice />
      <AppearanceMenu />
      <LanguageMenu />
      <MenuLine />
      <MenuItem
        icon={UserCog}
        onSelect={() =>
          void navigate({ to: '/accounts/$account_id/profile/settings', params: { account_id: account.id } })
        }
      >
        {t('shell.profile')}
      </MenuItem>
      <MenuItem icon={Keyboard} keys={keys.keys[0]} onSelect={keys.run}>
        {t('shell.keys')}
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        {t('shell.signOut')}
      </MenuItem>
    </>
  );
}

const hasSeveral = ({ accounts }: ReturnType<typeof useMe>['user']) => accounts.length > 1;

/** Who is signed in, and to which account where there is no choice of them. */
function Who() {
  const { user, account } = useMe();
  return (
    <div className="px-2 pt-1.5 pb-1">
      <bdi className="block truncate font-semibold">{user.available_name}</bdi>
      <bdi className="block truncate text-small text-ink-soft">{user.email}</bdi>
      {!hasSeveral(user) && <bdi className="block truncate text-small text-ink-soft">{account.name}</bdi>}
    </div>
  );
}

/** The accounts of the person, where there are several. */
function AccountChoice() {
  const { user, account } = useMe();
  const navigate = useNavigate();
  if (!hasSeveral(user)) return null;
  return (
    <>
      <MenuChoices
        label={t('shell.accounts')}
        value={String(account.id)}
        options={user.accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(id) => void navigate({ to: '/accounts/$account_id', params: { account_id: Number(id) } })}
      />
      <MenuLine />
    </>
  );
}

function AppearanceMenu() {
  const shown = useSyncExternalStore(theme.subscribe, theme.get);
  const options: { value: Theme; label: string }[] = [
    { value: 'light', label: t('shell.themeLight') },
    { value: 'dark', label: t('shell.themeDark') },
    { value: 'system', label: t('shell.themeSystem') },
  ];
  return (
    <SubMenu icon={SunMoon} label={t('shell.theme')}>
      <MenuChoices
        label={t('shell.theme')}
        value={shown}
        options={options}
        onChange={(value) => changeTheme(options.find((each) => each.value === value)?.value ?? 'system')}
      />
    </SubMenu>
  );
}

function LanguageMenu() {
  const { locale } = useLanguage();
  return (
    <SubMenu icon={Languages} label={t('shell.language')}>
      <MenuChoices
        label={t('shell.language')}
        value={locale}
        options={languages.map((each) => ({
          value: each.locale,
          label: <span lang={each.locale.replace('_', '-')}>{each.name}</span>,
        }))}
        onChange={(value) => void chooseLocale(value)}
      />
    </SubMenu>
  );
}
