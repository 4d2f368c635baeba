// SPDX-License-Identifier: Apache-2.0
/** `comity agreements ways`: every lawful way to a kind of assistance that agreements in files leave open. */
import { type WaysAnswerWire, waysOnFiles, type WayWire } from '../../agreements/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { givenAgreements } from './given-agreements.ts';

export const agreementsWays: Command = {
  name: 'agreements ways',
  summary: 'says every lawful way to a kind of assistance: when it answers, whether as evidence, how certain, what it needs',
  help: `
  --agreement FILE       an agreement, plain or signed; may be given many times
  --from WHO             who needs it: the identity of a party, or a jurisdiction with one party
  --kind KIND            what is needed, e.g. telephone-records
  --where CODE           the jurisdiction it lies in; or
  --to IDENTITY          the authority to be asked
  --purpose PURPOSE      what for, e.g. admin-enforcement
  --court                it must be usable as evidence
  --days N               in how many days it is needed
  --first AIM            which of the ways that meet this come first: by time (if left out), evidence or certainty
  --now MOMENT           the moment to ask at; the present one if left out
  --json                 prints the answer as JSON

Exit code 0: a way meets what was asked for; 1: none does; 2: used wrongly.

  ./comity agreements ways --from XA --kind statement --where XC --purpose supervision --agreement examples/agreements/memorandum-xa-xb-xc.json`,
  options: {
    agreement: { type: 'string', multiple: true },
    from: { type: 'string' },
    kind: { type: 'string' },
    where: { type: 'string' },
    to: { type: 'string' },
    purpose: { type: 'string' },
    court: { type: 'boolean' },
    days: { type: 'string' },
    first: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const { agreements, now, issues } = await givenAgreements(given);
    if (issues.length > 0) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const days = given.text('days');
    const question = {
      assistance: given.text('kind'),
      jurisdiction: given.text('where'),
      counterpart: given.text('to'),
      purpose: given.text('purpose'),
      isForCourt: given.has('court'),
      withinDays: days === null ? null : Number(days),
      first: given.text('first') ?? 'time',
    };
    const found = waysOnFiles({ agreements, from: given.text('from') ?? '', question, now });
    if (!found.ok) return refuse(output, found.issues, exitCodes.wrongUse, asJson);
    output.line(asJson ? JSON.stringify(found.value) : waysText(found.value));
    const [best] = found.value.ways;
    return best !== undefined && best.isInTime !== false && best.isForCourt !== false ? exitCodes.done : exitCodes.no;
  },
};

function waysText({ ways, leftOut, closed, advice }: WaysAnswerWire): string {
  return [
    ways.length === 0 ? 'No way is open.' : `${ways.length} ${ways.length === 1 ? 'way is' : 'ways are'} open.`,
    ...ways.flatMap(wayText),
    ...(leftOut > 0 ? [`And ${leftOut} more.`] : []),
    ...(closed.length > 0 ? ['Closed:', ...closed.map((way) => `  ${way.toName}, under "${way.title}": ${way.sentence}`)] : []),
    'Before anything is sent:',
    ...advice.map(({ sentence, source }) => `  ${sentence} (${source})`),
  ].join('\n');
}

const evidenceText: Readonly<Record<WayWire['evidentialUse'], string>> = {
  allowed: 'may be evidence',
  'with-permission': 'evidence with permission',
  forbidden: 'never evidence',
};

function wayText(way: WayWire, place: number): string[] {
  const when = way.dueAt === null ? 'no limit of time' : `answered by ${way.dueAt} (${way.days} days)`;
  const lacks = [...(way.isInTime === false ? ['too late'] : []), ...(way.isForCourt === false ? ['not for court'] : [])];
  return [
    `${place + 1}. ${way.class}; ${when}; ${evidenceText[way.evidentialUse]}; certainty ${way.certainty}${lacks.map((lack) => `; ${lack}`).join('')}`,
    ...way.legs.map((leg) => `   ${leg.sentence} Under "${leg.clause.title}".`),
    ...way.needs.map(({ sentence }) => `   needs: ${sentence}`),
    ...way.doubts.map(({ points, sentence }) => `   -${points}: ${sentence}`),
  ];
}
