import type { Topic } from './topic.ts';

export const access: readonly Topic[] = [
  {
    team: 'support',
    labels: ['login'],
    questions: [
      'I cannot log in any more. It says that my password is wrong, but I have not changed it.',
      'The password reset mail never arrives. I have tried three times.',
      'Locked out of my account, please help!',
    ],
    replies: [
      'Nothing in the spam folder either.',
      'Now it says "too many attempts".',
      'It worked with {browser}, but not in the app.',
      'I am in. Thank you!',
    ],
    answers: [
      'Let us get you back in, {name}. Which e-mail address do you sign in with?',
      'I see that there are two accounts, one with and one without the dot in the address. Please use the one with the dot.',
      'After five wrong passwords the account is closed for 15 minutes. I have opened it again, please use the new reset link.',
      'Your provider refused our mails for a while. I have asked the system to send it again; it should be there in a minute.',
    ],
    notes: ['Mail provider had us on a grey list this morning, fixed now.'],
  },
  {
    team: 'support',
    labels: ['login', 'security'],
    questions: [
      'I lost my phone and with it the codes for two-factor sign-in.',
      'New phone, and the authenticator app is empty. How do I get in?',
    ],
    replies: [
      'I never wrote down the recovery codes.',
      'Yes, I can send that from the address of the account.',
    ],
    answers: [
      'Do you still have one of the ten recovery codes? You can enter one of them in place of the six digits.',
      'Without them we have to make sure it is you. Please answer the mail that I sent to the address of the account, from there.',
      'Thank you, that fits. Two-factor is off for your account; please set it up again today.',
    ],
    notes: ['Identity confirmed by mail and by the last invoice, 2FA reset by two people.'],
  },
  {
    team: 'support',
    labels: ['security'],
    questions: [
      'I got a mail about a sign-in from {city}. That was not me!',
      'Is this e-mail really from you? It asks me to confirm my card.',
    ],
    replies: ['I have not clicked on anything.', 'Password changed. What else should I do?'],
    answers: [
      'Good that you ask. That mail is not from us: we never ask for card numbers. Please delete it, and do not follow the link.',
      'I have ended all sessions of your account. Please choose a new password and turn on two-factor sign-in.',
      'The sign-in came from your own provider’s network, which is registered in {city}. The device was {device} with {browser}; is that yours?',
    ],
    notes: ['Forwarded the headers to security.', 'Same phishing text as last week.'],
  },
  {
    team: 'support',
    labels: ['account'],
    questions: [
      'How can I change the e-mail address of my account?',
      'I married and my name changed. Where do I update it?',
    ],
    replies: ['The old address does not exist any more.', 'That was quick, it works.'],
    answers: [
      'Under Account → Profile. We send a link to the new address, and the change counts when you open it.',
      'As you cannot read the old mailbox any more, I have changed it for you after checking your last order.',
      'Congratulations! The name can be changed under Account → Profile, and on invoices from the next one on.',
    ],
    notes: ['Checked order number and postcode before the change.'],
  },
  {
    team: 'support',
    labels: ['account', 'privacy'],
    questions: [
      'Please delete my account and all data that you have about me.',
      'I would like a copy of all personal data that you store about me.',
    ],
    replies: ['Yes, I am sure.', 'How long does it take?'],
    answers: [
      'I can do that. Please note that we must keep invoices for the time that the law asks for; everything else goes. Shall I go on?',
      'The export is ready and lies under Account → Privacy for the next 7 days.',
      'Your account will be deleted on {date}. Until then you can stop it by signing in once.',
    ],
    notes: ['GDPR request logged, due in 30 days.'],
  },
  {
    team: 'support',
    labels: ['account'],
    questions: [
      'How do I invite a colleague to our account? We have {seats} seats.',
      'A colleague left {company}. How do I take away their access?',
    ],
    replies: ['She did not get the invitation.', 'And what happens to the rooms that he set up?'],
    answers: [
      'Under Team → Members press "Invite". The link in the mail works for three days.',
      'Open the member under Team → Members and press "Remove". All sessions end at once; rooms and scenes stay.',
      'The invitation went to an address with a typing error. I have corrected it and sent it again.',
    ],
    notes: ['Typo in the domain of the invitee.'],
  },
];
