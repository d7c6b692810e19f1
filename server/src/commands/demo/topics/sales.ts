import type { Topic } from './topic.ts';

export const sales: readonly Topic[] = [
  {
    team: 'sales',
    labels: ['lead', 'quote'],
    questions: [
      'Hello, we are furnishing an office in {city} and need about 40 desk lamps. Can you make us an offer?',
      '{company} would like a quote for {seats} × {product}. Do you give discounts at that number?',
    ],
    replies: [
      'Delivery in two parts would be ideal.',
      'Who would be my contact for that?',
      'The board has agreed, please send the final version.',
    ],
    answers: [
      'With pleasure. From 20 pieces on there are 12 %, from 50 on 18 %. I send you a written quote today.',
      'Your quote {invoice} is attached and valid for 30 days. It includes delivery to {city}.',
      'Delivery in two parts is no problem. Which weeks would suit you?',
      'I would be your contact throughout. You reach me here or by answering any of my mails.',
    ],
    notes: [
      'Budget about 6,000, decision in two weeks.',
      'Competes with a local dealer, price is not the main point.',
    ],
  },
  {
    team: 'sales',
    labels: ['lead'],
    questions: [
      'What is the difference between the Starter and the {plan} plan?',
      'Can we try the {plan} plan before we decide?',
    ],
    replies: [
      'We are {seats} people in two offices.',
      'Do we need a credit card for the trial?',
      'Then we take that one.',
    ],
    answers: [
      'Starter is for one home. {plan} adds members with roles, the API, and reports. Most offices of your size take {plan}.',
      'Yes, for 30 days, without a card. I have just turned it on for your account.',
      'With {seats} people the yearly price would be {amount} a month, all taxes included.',
    ],
    notes: ['Trial started, remind them on {weekday}.'],
  },
  {
    team: 'sales',
    labels: ['lead', 'stock'],
    questions: [
      'When will the {product} be back in stock?',
      'Is the {product} also available in black?',
      'Do you have a shop in {city} where I can see the lamps?',
    ],
    replies: [
      'Can you reserve one for me?',
      'A pity. I will wait then.',
      'Great, I will go there on {weekday}.',
    ],
    answers: [
      'The next delivery is planned for {date}. Press "Tell me" on the product page and you get a mail on that day.',
      'Black comes in spring. For now there are sand, moss, and white.',
      'We have no shop of our own, but a partner in {city} shows most of our lamps. It is best to call them first.',
      'I have put one aside for you under {code}. It waits until {weekday}.',
    ],
    notes: ['Reserved one piece under {code}.'],
  },
  {
    team: 'sales',
    labels: ['feature-request'],
    questions: [
      'It would be wonderful to have a dark theme in the app. Is that planned?',
      'Feature wish: let me rename lamps by voice.',
      'Please add an export of the energy use as a table. We need it for our yearly report.',
    ],
    replies: [
      'Do you have a rough date?',
      'I would be glad to test an early version.',
      'A simple CSV would be enough for us.',
    ],
    answers: [
      'Thank you, I have added your voice to that wish; {seats} others ask for the same.',
      'It is planned, but I cannot promise a date. I have put you on the list of people who hear of it first.',
      'There is a preview that you can turn on under Settings → Labs. Please tell us what you think of it.',
    ],
    notes: ['Asked for by several business customers, passed to product.'],
  },
  {
    team: 'sales',
    labels: ['partnership'],
    questions: [
      'I run a small interior design studio in {city}. Do you have a programme for partners?',
      'We would like to sell your lamps in our shop. Whom do I talk to?',
    ],
    replies: ['About 15 projects a year.', 'Sounds fair. Send me the contract, please.'],
    answers: [
      'We do, and you have come to the right place. Partners get 20 % and a set of samples. May I ask how many projects you have in a year?',
      'The papers are on their way to you. When they are back, your prices appear in the shop as soon as you sign in.',
      'Samples leave on {weekday}: one {product} and a card with all colours.',
    ],
    notes: ['Nice portfolio, worth a call.'],
  },
  {
    team: 'sales',
    labels: ['feedback'],
    questions: [
      'No question, I just wanted to say that the {product} is the nicest lamp I have ever had.',
      'Your colleague {agent} was so helpful last week. Please pass on my thanks!',
    ],
    replies: ['You are welcome :)', 'Sure, you may quote me.'],
    answers: [
      'That made our day, {name}! I have shared it with the whole team.',
      'Thank you! May we show your words on our page, with your first name only?',
    ],
    notes: ['Quote approved for the website.'],
  },
  {
    team: 'sales',
    labels: ['complaint'],
    questions: [
      'I have been on hold for forty minutes. This is not what I call service.',
      'Third time that I write about this and nobody answers. Very disappointed.',
      'You promised a call on {weekday}. Nobody called.',
    ],
    replies: [
      'OK, thank you for taking it seriously.',
      'I hope it does not happen again.',
      'Fine. But please be on time.',
    ],
    answers: [
      'I am sorry, {name}. That is not how we want to treat you. I have read everything that you wrote before, so you need not repeat it.',
      'I take this over now and stay with it until it is done. You hear from me today before six.',
      'As an apology I have put {amount} on your account. It is taken off your next order by itself.',
    ],
    notes: ['Two older conversations were closed too early. Talked to the team about it.'],
  },
];
