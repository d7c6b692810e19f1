import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';
import { currentStanding } from '../app/session.ts';

/** What the address of the page for signing in may say. */
interface LoginSearch {
  /** Where to go on to, as an address of this desk. */
  next?: string;
  /** Together: a link that signs in once, made by a platform app. */
  email?: string;
  sso_auth_token?: string;
  error?: string;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** A way on within this dashboard; nothing else, or a link could lead away from it. */
const wayOn = (value: unknown): string | undefined => {
  const address = textOf(value);
  return address && /^\/(?![/\\])/.test(address) && !address.startsWith('/login') ? address : undefined;
};

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search): LoginSearch => ({
    next: wayOn(search.next),
    email: textOf(search.email),
    sso_auth_token: textOf(search.sso_auth_token),
    error: textOf(search.error),
  }),
  beforeLoad: ({ search }) => {
    // Whoever follows a link for another user wants to be that one.
    if (currentStanding().is === 'signed_in' && search.sso_auth_token === undefined)
      throw redirect({ href: search.next ?? '/', replace: true });
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  staticData: { title: 'signIn.page' },
});

export const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/reset/password',
  component: lazyRouteComponent(() => import('./forgot-page.tsx'), 'ForgotPage'),
  staticData: { title: 'signIn.forgotPage' },
});

/** Where mails lead that invite somebody or that carry a new password. */
export const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/password/edit',
  validateSearch: (search): { reset_password_token?: string } => ({
    reset_password_token: textOf(search.reset_password_token),
  }),
  component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
  staticData: { title: 'signIn.resetPage' },
});

/** Where mails lead that confirm an address. */
export const confirmationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/confirmation',
  validateSearch: (search): { confirmation_token?: string } => ({
    confirmation_token: textOf(search.confirmation_token),
  }),
  component: lazyRouteComponent(() => import('./confirmation-page.tsx'), 'ConfirmationPage'),
  staticData: { title: 'signIn.confirmPage' },
});

export const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/signup',
  component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
  staticData: { title: 'signIn.signUpPage' },
});
