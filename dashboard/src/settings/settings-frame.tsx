import { Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import { useActor } from '../actions/use-actor.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useCurrentInView } from '../ui/use-current-in-view.ts';
import { t } from '../words/words.ts';
import { type SettingPage, settingPages } from './pages.ts';

/** The menu of the settings beside the page that was chosen; on a narrow window it stands above. */
export function SettingsFrame() {
  const { can } = useActor();
  return (
    <div className="flex h-full flex-col lg:flex-row">
      <SettingsMenu isAdministrator={can('administrator')} />
      <div className="min-h-0 min-w-0 grow">{can('administrator') ? <Outlet /> : <ForAdministrators />}</div>
    </div>
  );
}

function ForAdministrators() {
  return (
    <Page title={t('settings.title')}>
      <Notice tone="plain">{t('settings.forAdministrators')}</Notice>
    </Page>
  );
}

const LINK =
  'flex min-h-8 items-center rounded-base px-3 whitespace-nowrap text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink';

function SettingsMenu({ isAdministrator }: { isAdministrator: boolean }) {
  const row = useCurrentInView<HTMLElement>();
  return (
    <nav
      ref={row}
      aria-label={t('settings.title')}
      className="relative flex shrink-0 gap-1 overflow-x-auto border-line p-2 max-lg:border-b lg:w-52 lg:flex-col lg:border-e lg:py-6"
    >
      {isAdministrator &&
        settingPages.map(({ label, pages }) => (
          <div key={label} className="flex gap-1 lg:mb-3 lg:flex-col">
            <h2 className="px-3 text-small font-medium text-ink-soft max-lg:unseen">{t(label)}</h2>
            {pages.map((page) => (
              <MenuLink key={page.to} to={page.to} label={t(page.label)} />
            ))}
          </div>
        ))}
      <Link from="/accounts/$account_id" to="/accounts/$account_id/profile/settings" className={LINK}>
        {t('settings.navYou')}
      </Link>
    </nav>
  );
}

function MenuLink({ to, label }: { to: SettingPage['to']; label: string }) {
  const place = `/accounts/$account_id/settings/${to}` as const;
  const isHere = useMatchRoute()({ to: place, fuzzy: true }) !== false;
  return (
    <Link from="/accounts/$account_id" to={place} aria-current={isHere ? 'page' : undefined} className={LINK}>
      {label}
    </Link>
  );
}
