/** The page where agents sign in. */
export const signIn = {
  page: 'Sign in',
  heading: 'Sign in to your desk',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  busy: 'Signing in…',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  codeHeading: 'Enter your code',
  code: 'Code',
  codeHint: 'The six digits that your authenticator app shows now, or one of your backup codes.',
  codeMissing: 'Enter a code.',
  back: 'Start again',
  ended: 'Your session has ended. Sign in again to go on.',
  incomplete: 'The desk answered without a session. A proxy in between may drop headers it does not know.',
};
