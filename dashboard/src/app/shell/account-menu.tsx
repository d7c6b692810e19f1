import { Avatar } from '../../ui/avatar.tsx';
import { late, useLate } from '../../ui/layers/late.ts';
import { Menu } from '../../ui/menu.tsx';
import { isNarrow } from '../../ui/narrow.ts';
import { t } from '../../words/words.ts';
import { useMe } from '../use-me.ts';

/** What stands in the menu comes after the page, as the menu does. */
const items = late(() => import('./account-items.tsx'));

/** Who is signed in, and behind it availability, accounts, appearance, language, and the way out. */
export function AccountMenu() {
  const { user, account } = useMe();
  const loaded = useLate(items);
  return (
    <Menu
      side={isNarrow() ? 'top' : 'right'}
      align="end"
      onOpenChange={() => void items.load()}
      trigger={
        <button
          data-focus="account-menu"
          type="button"
          aria-label={`${t('shell.accountMenu')}: ${user.available_name}, ${t(`ui.${account.availability}`)}`}
          className="inline-flex size-10 shrink-0 items-center justify-center rounded-full max-sm:self-center sm:self-start hover:bg-hover"
        >
          <Avatar name={user.available_name} picture={user.avatar_url} presence={account.availability} />
        </button>
      }
    >
      {loaded && <loaded.AccountItems />}
    </Menu>
  );
}
