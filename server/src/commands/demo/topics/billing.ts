import type { Topic } from './topic.ts';

export const billing: readonly Topic[] = [
  {
    team: 'billing',
    labels: ['invoice'],
    questions: [
      'Could you send me the invoice for {order}? I cannot find it in my account.',
      'We need invoice {invoice} with our VAT number on it.',
      'Hi, our accountant asks for all invoices since {date}. Is there a way to download them together?',
    ],
    replies: [
      'The name on it must be {company}, not mine.',
      'As a PDF would be best.',
      'Could you copy our bookkeeping on that e-mail?',
    ],
    answers: [
      'Here you are: {invoice} is attached as a PDF. You also find it under Account → Billing → Documents.',
      'I have added the VAT number and issued the invoice again; the number stays {invoice}.',
      'Under Billing → Documents you can tick a whole year and press "Download all". It makes one archive.',
    ],
    notes: ['VAT number checked in the register, valid.'],
  },
  {
    team: 'billing',
    labels: ['invoice', 'payment'],
    questions: [
      'I was charged twice for {order}! My bank shows {amount} two times.',
      'There is a second charge of {amount} from you on my card. What is it for?',
    ],
    replies: [
      'Both are booked, not just reserved.',
      'The dates are the same, the time is one minute apart.',
      'OK, I will look again on {weekday}.',
    ],
    answers: [
      'I understand the worry. One of the two is only a reservation that your bank releases by itself within {days} days.',
      'You are right, the payment went through twice. I have sent one of them back; here is the reference for your bank: {code}.',
      'Could you tell me the last four digits of the card and the dates of both charges? Please do not send the whole number.',
    ],
    notes: ['Payment provider confirms the double capture, refund {code} issued.'],
  },
  {
    team: 'billing',
    labels: ['payment'],
    questions: [
      'My card is declined at checkout but it works everywhere else.',
      'Payment for {invoice} failed. What went wrong?',
    ],
    replies: ['I tried another card, same thing.', 'The message is just "error {code}".'],
    answers: [
      'Our payment provider reports that the bank asked for a confirmation that was not given in time. Please keep your banking app open and try once more.',
      'Code {code} means that the address does not match the one your bank has. Please compare the two.',
      'You can also pay by bank transfer: choose "Invoice" at checkout, and we ship when the payment is there.',
    ],
    notes: ['3-D Secure timed out twice according to the provider.'],
  },
  {
    team: 'billing',
    labels: ['subscription', 'cancellation'],
    questions: [
      'I want to cancel my {plan} plan. How do I do that?',
      'Please end our subscription at the end of the month. We no longer need {seats} seats.',
      'I thought I had cancelled but you charged me {amount} again.',
    ],
    replies: [
      'We are closing that office, it is nothing about you.',
      'Will our data be deleted?',
      'Is there a smaller plan for now?',
    ],
    answers: [
      'I am sorry to see you go. The {plan} plan is cancelled and runs until {date}; after that nothing is charged.',
      'Your data stays for 90 days after the end, so that you can come back or export it. After that it is deleted for good.',
      'If it is about the price: the Starter plan keeps everything that you set up, with one user. Shall I change it instead?',
      'I see the cancellation that was not finished on our side. I have cancelled it now and refunded {amount}.',
    ],
    notes: [
      'Offered the pause for three months, they think about it.',
      'Reason: office closed. No win-back needed.',
    ],
  },
  {
    team: 'billing',
    labels: ['subscription'],
    questions: [
      'We would like to add {seats} seats to our {plan} plan. What happens to the price?',
      'How do I go from monthly to yearly payment?',
    ],
    replies: ['Is the difference charged right away?', 'We only need them until summer.'],
    answers: [
      'Seats can be changed at any time. You pay the share of the month that is left, for {seats} seats that would be {amount} today.',
      'Under Billing → Plan choose "Yearly". The months that you have paid for are taken off the price.',
      'When you need fewer seats later, lower the number there; the change counts from the next month.',
    ],
    notes: ['Good candidate for the Business plan, told sales.'],
  },
  {
    team: 'billing',
    labels: ['payment', 'refund'],
    questions: [
      'My voucher {code} is not accepted.',
      'I forgot to enter my discount code for {order}. Can you still take it off?',
    ],
    replies: ['It says valid until the end of the year.', 'It was from your newsletter.'],
    answers: [
      'The voucher works from 50.00 upwards, and the basket is just below that. I have lifted the limit for you, please try again.',
      'Gladly. I have refunded the difference of {amount} to your card.',
      'That code was used on {date} already. Could somebody in your household have used it?',
    ],
    notes: ['Goodwill, first order of this customer.'],
  },
  {
    team: 'billing',
    labels: ['invoice'],
    questions: [
      'We got a reminder for {invoice}, but it was paid on {date}.',
      'Why do I get a reminder? The transfer of {amount} left our account weeks ago.',
    ],
    replies: [
      'I attach the confirmation of our bank.',
      'The reference was the order number, not the invoice number.',
    ],
    answers: [
      'Please ignore the reminder. The payment came in without the invoice number, and I have matched it by hand now.',
      'I cannot find a payment of {amount}. Could you send me the confirmation of the transfer?',
      'All settled: {invoice} is marked as paid, and the reminder fee is gone.',
    ],
    notes: ['Payment was booked on another customer of the same name, corrected.'],
  },
  {
    team: 'billing',
    labels: ['invoice', 'subscription'],
    questions: [
      'The card for our subscription expires soon. Where do I enter the new one?',
      'Our billing address changed, please put the new one on the next invoice of {company}.',
    ],
    replies: ['I am not the owner of the account, is that why I do not see the page?', 'Found it, thanks.'],
    answers: [
      'Under Account → Billing → Payment you can add the new card and remove the old one. Nothing is charged by that.',
      'Only owners and billing contacts see that page. I have sent the owner of your account a note.',
      'The new address is on file and will be on {invoice} and all that follow.',
    ],
    notes: ['Owner confirmed by e-mail that the change is fine.'],
  },
];
