import type { Topic } from './topic.ts';

export const devices: readonly Topic[] = [
  {
    team: 'support',
    labels: ['bug', 'app'],
    questions: [
      'The app crashes as soon as I open the room list. {device}, version {version}.',
      'Since the last update the app shows a white page and nothing else.',
      'App keeps closing by itself on my {device}. I have installed it again already.',
    ],
    replies: [
      'Same after a restart.',
      'I have sent the report from the settings page.',
      'With {version} it starts again!',
      'It only happens when I am not at home.',
    ],
    answers: [
      'Thank you for the details. Could you open Settings → Help → Send report after the next crash? The code {code} tells us where to look.',
      'We found it: a room without lamps makes the list fail. Until the fix is out, please add any lamp to the empty room.',
      'Version {version} with the correction is in the store since this morning. Please update and tell me whether it holds.',
      'Our developers can see the crash in your report. I will write to you as soon as there is a version to try.',
    ],
    notes: [
      'Reproduced on {device}. Empty room → index out of range.',
      'Crash report {code}: same trace as the other four.',
    ],
  },
  {
    team: 'support',
    labels: ['setup'],
    questions: [
      'The bridge does not find my {product}. The light on it blinks orange.',
      'Setting up the {product} hangs at "Connecting…" for ten minutes.',
      'New router, and now none of my lamps connect.',
    ],
    replies: [
      'The router only has 5 GHz switched on, could that be it?',
      'I have done that. Still orange.',
      'The distance is about eight metres with one wall between.',
      'Green at last! 🎉',
    ],
    answers: [
      'Orange means that the lamp sees no network. It needs 2.4 GHz; many routers have that in a separate setting.',
      'Please hold the button under the foot for ten seconds until it blinks blue, and then add it again in the app.',
      'When the router is new, the bridge must learn its name: Settings → Bridge → Change network. The lamps follow by themselves.',
      'Could you put the lamp next to the bridge for the set-up? Afterwards it can go back to its place.',
    ],
    notes: ['Router model is known for mixing the bands. Article 112 has the steps.'],
  },
  {
    team: 'support',
    labels: ['bug', 'schedule'],
    questions: [
      'My evening schedule switches the porch light on one hour too early.',
      'Since the clocks changed all schedules are off by an hour.',
    ],
    replies: ['Time zone is right, I checked.', 'The sunset rule works, only the fixed times are wrong.'],
    answers: [
      'That is a mistake of ours in version {version}: fixed times are kept in winter time. The correction comes on {weekday}.',
      'As a workaround, open the schedule and save it once without a change; it is then stored with the right time zone.',
      'The correction is out. You need not do anything, all schedules are computed again tonight.',
    ],
    notes: ['DST bug, ticket {code}. About 200 customers affected.'],
  },
  {
    team: 'support',
    labels: ['bug', 'firmware'],
    questions: [
      'The firmware update of my {product} stops at 80 %.',
      'After the update to {version} the {product} flickers at low brightness.',
    ],
    replies: ['Third attempt, same place.', 'At 30 % and above it is fine.', 'Here is a video of it.'],
    answers: [
      'Please leave the lamp on power over night. It tries again by itself when the network is quiet.',
      'The flicker is known for dimmers of the older kind. Turn on "Soft dimming" in the lamp’s settings, that avoids it.',
      'I have put your lamp back to the version before. Give it five minutes, then switch it off and on once.',
    ],
    notes: ['Rolled back serial {code} by hand.', 'Flicker video passed to hardware.'],
  },
  {
    team: 'support',
    labels: ['integration'],
    questions: [
      'The voice assistant no longer finds the lamps in my living room.',
      'Does your webhook send the state of a lamp when it was switched by hand?',
      'I get 401 from your API since yesterday. The token is the same as always.',
    ],
    replies: [
      'Unlinking and linking again helped.',
      'The body of the answer is just {"error":"invalid token"}.',
      'I am using the example from your documentation, nothing else.',
    ],
    answers: [
      'Please unlink the skill and link it once more. Names with a slash, such as "Living/Dining", are not understood, so rename that room first.',
      'Yes: "lamp.changed" is sent for every change, with "cause": "manual" for the switch on the wall.',
      'Tokens that were not used for a year end by themselves. You can make a new one under Account → API.\n\nIf it still answers 401 after that, please send me the request id from the headers, and I look it up in our logs.',
    ],
    notes: ['Token expired after 365 days, docs do not mention it. Told the docs people.'],
  },
  {
    team: 'support',
    labels: ['bug'],
    questions: [
      'Your shop does not work in {browser}. The basket stays empty whatever I do.',
      'The colour picker on the product page is broken, everything is grey.',
    ],
    replies: [
      'In a private window it works.',
      'No ad blocker, no extensions.',
      'Cleared the cookies, now it is fine.',
    ],
    answers: [
      'I could see the same in {browser}. Our shop team is on it; in the meantime another browser helps.',
      'That sounds like an old cookie. Please clear the cookies of our site once and try again.',
      'It is repaired since a few minutes ago. Thank you for telling us, you were the first!',
    ],
    notes: ['Content blocker removes the script of the basket.'],
  },
  {
    team: 'support',
    labels: ['how-to'],
    questions: [
      'How do I make the {product} come on at sunset and go off at midnight?',
      'Can I control the same lamp from two phones?',
      'Is there a way to group lamps across rooms?',
    ],
    replies: [
      'I do not see that menu.',
      'Ah, I was in the wrong home. Works now.',
      'Perfect, exactly what I wanted 👍',
    ],
    answers: [
      'Open the lamp, then Schedule → New → "At sunset", and add a second one for midnight with "Off".',
      'Yes. Invite the other person under Home → Members; both phones then see the same lamps.',
      'Groups are called scenes in the app. Scenes → New lets you choose lamps from all rooms.',
    ],
    notes: ['Sent article 87.'],
  },
  {
    team: 'support',
    labels: ['safety'],
    questions: [
      'The plug of my {product} gets quite warm. Is that normal?',
      'The outdoor set stood in water after the storm. Can I switch it on again?',
    ],
    replies: ['Warm, not hot. I can keep my hand on it.', 'It is unplugged now.'],
    answers: [
      'Please unplug it for now. Up to 45 degrees are normal; if you cannot hold it in your hand, we exchange it at once.',
      'The lamps themselves may get wet, but the power supply must not. Let it dry for two days, and look for water behind the seal.',
      'To be safe I am sending you a new power supply. Please bring the old one to a collecting point.',
    ],
    notes: ['Safety case: reported to quality, reference {code}.'],
  },
];
