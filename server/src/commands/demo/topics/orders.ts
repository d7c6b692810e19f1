import type { Topic } from './topic.ts';

export const orders: readonly Topic[] = [
  {
    team: 'support',
    labels: ['order', 'shipping'],
    questions: [
      'Where is my order {order}? It was supposed to arrive on {weekday}.',
      'Hi, tracking number {tracking} has not moved for {days} days. Is the parcel lost?',
      'I ordered the {product} on {date} and still have nothing. Can you check {order}?',
    ],
    replies: [
      'The tracking page only says "in transit".',
      'I was at home all day and nobody rang.',
      'My neighbours do not have it either.',
    ],
    answers: [
      'Thanks for writing, {name}. {order} left our warehouse on {date} with {carrier}; I am asking them where it is right now.',
      '{carrier} tells me that the parcel is at the depot in {city} and goes out tomorrow.',
      'I have opened an investigation with {carrier}. It takes up to {days} working days; if they do not find the parcel, we send a new one at no cost.',
      'A replacement is on its way. The new tracking number is {tracking}.',
    ],
    notes: [
      '{carrier} had a strike at the {city} depot this week, several parcels are late.',
      'Depot says the label was unreadable. Asked them to print a new one.',
    ],
  },
  {
    team: 'support',
    labels: ['order'],
    questions: [
      'Can I still change the delivery address of {order}? I am moving to {city} this week.',
      'I typed the wrong house number in my order {order}. Please correct it before it ships!',
    ],
    replies: ['The postcode stays the same.', 'It is the same street, only number 14 instead of 41.'],
    answers: [
      'Good that you wrote in time: {order} has not been packed yet. What is the full new address?',
      'Done. The parcel goes to the new address, and you get a confirmation by e-mail in a moment.',
      'The parcel is with {carrier} already. You can redirect it on their page with number {tracking}.',
    ],
    notes: ['Address changed in the warehouse system, label printed again.'],
  },
  {
    team: 'support',
    labels: ['order', 'damaged'],
    questions: [
      'My {product} arrived with a cracked shade. The box looked as if somebody had sat on it.',
      'Hello, one of the two lamps in {order} is broken. What do I do now?',
      'The glass of the {product} is in pieces :( I have only just opened the box.',
    ],
    replies: [
      'I have thrown the box away already, is that a problem?',
      'I can send photographs if that helps.',
      'It was meant as a present for Saturday…',
    ],
    answers: [
      'I am sorry about that, {name}. You need not send anything back: a new {product} leaves today.',
      'A photograph of the lamp and of the label on the box would help us with {carrier}, but it is not a condition.',
      'We have sent the replacement by express. The tracking number is {tracking}, and it should be there by {weekday}.',
      'Please put the pieces in household glass recycling, and take care with the edges.',
    ],
    notes: ['Third broken shade from batch {code} this month. Told the packing team.'],
  },
  {
    team: 'support',
    labels: ['order'],
    questions: [
      'You sent me the wrong item: I ordered the {product} and got a motion sensor.',
      'There is one {product} missing from {order}. The invoice says two.',
    ],
    replies: ['The packing slip lists the right thing.', 'I checked the box twice, it is really not there.'],
    answers: [
      'That is our mistake. The right one leaves the warehouse today, and you may keep what you got or send it back with the label I attach.',
      'I see in the packing photograph that only one went in. The other follows tomorrow with {carrier}.',
      'Could you tell me the number on the small sticker under the lamp? It starts with {code}.',
    ],
    notes: [
      'Picked from the wrong shelf, inventory corrected.',
      'Packing photo confirms it: one piece missing.',
    ],
  },
  {
    team: 'support',
    labels: ['order', 'cancellation'],
    questions: [
      'Please cancel order {order}, I found out that the lamp does not fit my porch.',
      'I ordered twice by accident. Can you cancel {order} and leave the other one?',
    ],
    replies: ['I only pressed the button once, I swear.', 'Will the money come back to the same card?'],
    answers: [
      'Cancelled. The {amount} go back to the card you paid with, usually within {days} days.',
      '{order} has left the warehouse already. You can refuse the parcel at the door, and we refund it when it is back.',
      'The second order is cancelled and the first one ships today as planned.',
    ],
    notes: ['Double click at checkout again. The button should be disabled after the first one.'],
  },
  {
    team: 'support',
    labels: ['return', 'refund'],
    questions: [
      'I would like to return the {product}. The light is colder than I thought.',
      'How do returns work? I have had {order} for {days} days and it is still in its box.',
      'Can I send back just one item of {order}?',
    ],
    replies: [
      'I do not have a printer. Is there another way?',
      'Does the original packaging matter?',
      'I dropped it off at the post office this morning.',
    ],
    answers: [
      'Of course. You have 60 days, and the return is free. I attach a label; any {carrier} shop takes the parcel.',
      'No printer needed: show the code {code} at the counter and they print the label for you.',
      'Your parcel reached us today. I have refunded {amount}; your bank may need {days} days to show it.',
      'If it is only the colour of the light: in the app under Lamp → Tone you can make it warmer. Perhaps that saves you the return?',
    ],
    notes: [
      'Returned in perfect condition, back to stock.',
      'Offered the warm-light setting before the return.',
    ],
  },
  {
    team: 'support',
    labels: ['refund', 'return'],
    questions: [
      'My return arrived at your warehouse on {date} but I have no refund yet.',
      'It has been {days} days since you confirmed my return. Where are my {amount}?',
    ],
    replies: ['My bank says nothing is pending.', 'I paid with a voucher for one part, if that matters.'],
    answers: [
      'You are right, this took too long. I have just released the refund of {amount} by hand.',
      'The refund went out on {date}. With your kind of card it can take up to ten days until it shows.',
      'One part was paid with a voucher, so that part comes back as a new voucher: {code}.',
    ],
    notes: ['Refund was stuck because the voucher had expired. Issued a new one.'],
  },
  {
    team: 'support',
    labels: ['shipping'],
    questions: [
      'Do you ship to {city}? The checkout does not let me choose my country.',
      'How much is express delivery for a {product}?',
    ],
    replies: ['It is for a small island, does that change anything?', 'And customs, who pays those?'],
    answers: [
      'We ship to 34 countries, and yours is one of them since {date}. Please reload the page once and the choice should be there.',
      'Express costs 12.90 and arrives on the next working day when you order before two o’clock.',
      'Duties are included in the price that you see at checkout, so nothing is due at the door.',
    ],
    notes: ['Country list was cached from before the update. Told the shop team.'],
  },
  {
    team: 'support',
    labels: ['order', 'warranty'],
    questions: [
      'My {product} stopped working after fourteen months. Is it still under warranty?',
      'The battery of the {product} only lasts two hours now. It was twelve when it was new.',
    ],
    replies: [
      'I bought it in a shop in {city}, not from you directly.',
      'I have the receipt somewhere, give me a minute.',
    ],
    answers: [
      'All our lamps have three years of warranty, wherever you bought them. I need the serial number under the foot and a picture of the receipt.',
      'Thank you, that is everything I need. We exchange the lamp; the label for sending the old one is attached.',
      'Before we exchange it: please charge it once for eight hours with the cable that came with it. Some other chargers stop too early.',
    ],
    notes: ['Serial {code} is from the batch with the weak cells, exchange without discussion.'],
  },
];
