// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Deliveries: what does not get through, and alarms. */
export const deliveryMessages = {
  'deliveries.under':
    'What was not delivered, does not get through or is held here. Each leaves this list when it arrives or an officer deals with it.',
  'deliveries.nothing': 'Everything gets through',
  'deliveries.nothing.under': 'Whatever was sent was received, or is on its way.',
  'deliveries.what': 'Dispatch',
  'deliveries.why': 'Why it is here',
  'deliveries.since': 'Since',
  'deliveries.acts': 'What to do',
  'deliveries.to': 'To {name}',
  'deliveries.from': 'From {name}',
  'deliveries.case': 'Open the case',
  'deliveries.until': 'tried until {when}',
  'deliveries.attempts': { one: 'Tried once.', other: 'Tried {count} times.' },
  'deliveries.next': 'Next look: {when}.',
  'deliveries.notTold': '{name} is told that it was given up as soon as it can be reached.',
  'deliveries.why.given-up': 'Nobody at {name} took it before its time was over. It was given up, and the case went on without it.',
  'deliveries.why.arrived-after-all':
    'It was given up, and {name} has received it all the same. The two cases differ: speak with an officer there.',
  'deliveries.why.held-there':
    '{name} holds it and has not judged it yet, since something before it is missing there. It is offered again by itself.',
  'deliveries.why.no-receipt': '{name} does not answer with a signed receipt. It is tried again by itself.',
  'deliveries.why.peer-rests': '{name} cannot be reached or asked for time. Its lane rests and is tried again by itself.',
  'deliveries.why.gap-here':
    'It came before one that {name} sent earlier and that is missing here. It is held, and the missing one was asked for.',
  'deliveries.why.judging-broke-off':
    'This server broke off while it judged it. It is held and judged again by itself; tell your operator if it stays.',
  'deliveries.matter': 'Open what is passed on',
  'deliveries.again': 'Send again',
  'deliveries.anew': 'Write it anew',
  'deliveries.againDone': 'It is prepared anew; the agreement judges it at the present moment.',
  'deliveries.aside': 'Set aside',
  'deliveries.asideDone': 'Set aside, with your reason.',
  'deliveries.asideTitle': 'Set aside what was not delivered',
  'deliveries.asideUnder': 'Nothing is sent. The dispatch leaves this list, and the log keeps that you dealt with it.',
  'deliveries.asideReason': 'What was done instead',
  'nav.deliveries': 'Deliveries',
  'alarm.urgent-late': 'An urgent dispatch to {name} is not delivered after five minutes',
  'alarm.urgent-late.under': 'The server goes on trying. Call the duty officer of {name}.',
  'alarm.equivocation': '{name} signed two dispatches for one place in a case',
  'alarm.equivocation.under': 'Both are kept as evidence, and the exchange with {name} is frozen until its fingerprint is confirmed anew.',
  'alarm.log-differs': '{name} has seen another log of ours than this one',
  'alarm.log-differs.under':
    'The log here was put back or changed, or {name} names a head that never was. Tell your operator before anything else is sent.',
  'alarm.peer-emergency': '{name} carried an act out as an emergency',
  'alarm.peer-emergency.under':
    'Fewer officers approved it than its house rules ask for, or a review did not uphold it. Call {name} before you rely on what has changed there.',
  'alarm.take': 'I have seen it and act',
  'alarm.look': 'Look at it',
  'alarm.lookAll': { one: 'Look at {count} alarm', other: 'Look at all {count} alarms' },
} as const;
