import { Building2, Languages } from 'lucide-react';
import { chooseLocale } from '../app/choose-locale.ts';
import { addressIn, type NavPlace } from '../app/nav.ts';
import { languages } from '../words/locales.ts';
import { type Action, type Actor, defineAction } from './action.ts';

/** Commands that go to a page, to another account, or to another language. */
export const placeActions = (actor: Actor, places: readonly NavPlace[]): Action[] => [
  ...places.map((place) =>
    defineAction({
      ...place.action,
      icon: place.icon,
      group: 'go',
      run: ({ go, account }) => go(addressIn(account.id, place)),
    }),
  ),
  ...actor.user.accounts
    .filter(({ id }) => id !== actor.account.id)
    .map(({ id, name }) =>
      defineAction({
        id: `account.${id}`,
        label: 'actions.switchAccount',
        values: { account: name },
        icon: Building2,
        group: 'you',
        run: ({ go }) => go(`/accounts/${id}`),
      }),
    ),
  ...languages.map(({ locale, name }) =>
    defineAction({
      id: `language.${locale}`,
      label: 'actions.speak',
      values: { language: name },
      icon: Languages,
      group: 'you',
      aliases: 'language locale sprache langue idioma',
      run: () => chooseLocale(locale),
    }),
  ),
];
