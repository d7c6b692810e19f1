/** The page about the signed-in person. */
export const profile = {
  page: 'Profile settings',
  heading: 'Profile',

  you: 'You',
  name: 'Name',
  email: 'E-mail',
  role: 'Role in {account}',
  administrator: 'Administrator',
  agent: 'Agent',

  accounts: 'Accounts',
  accountsHint: 'Programs name an account by its ID.',
  accountId: 'ID {id}',
  accountHere: 'Open now',
  noAccounts: 'You belong to no account yet. Ask an administrator to add you to one.',

  token: 'API access token',
  tokenHint: 'Programs that send it as api_access_token act in your name. Keep it like a password.',
  tokenHidden: 'Hidden',
  tokenWhat: 'the access token',
  showToken: 'Show the access token',
  hideToken: 'Hide the access token',
  newToken: 'Make a new token',
  confirmHeading: 'Make a new token?',
  confirmText: 'The old one stops working at once. Every program that uses it needs the new one.',
  confirm: 'Yes, make a new token',
  confirmBusy: 'Making it…',
  tokenMade: 'Here is your new token. The old one has stopped working.',

  connect: 'Connect a program',
  connectHint: 'Paste these lines into a shell. Most programs made for Chatwoot read them.',
  connectWhat: 'the three lines',
  connectHidden: 'Copy puts the real token in.',

  inboxes: 'Inboxes',
  inboxesHint: 'Those of {account} that you can see.',
  inboxId: 'ID {id}',
  identifier: 'Identifier',
  identifierWhat: 'the identifier of {inbox}',
  noInboxes: 'There are no inboxes that you can see yet.',
};
