// SPDX-License-Identifier: Apache-2.0
/**
 * The joint report: what was planned, who was ready under which law, what was decided, what each step came to, and who knew what when.
 * It is made of the notes alone, so every participant that holds the same notes makes the same report, but for what its own receipts prove.
 *
 * It is a paper: as PDF it goes to a court or a minister, as text (report-text.ts) into a file note.
 */
import { formatMoney, type Instant, isCurrency } from '../../kernel/index.ts';
import { minuteOf, type Paper, type PaperPart } from '../../paper/index.ts';
import { reviewParts } from './review-parts.ts';
import type { JointDetailWire, JointNoteViewWire, OperationViewWire } from '../views/wire.ts';

type Named = (authorityId: string) => string;

export function jointReport(detail: JointDetailWire, now: Instant): Paper {
  const { row, head, notes, operation, review } = detail;
  const names = new Map(row.participants.map(({ authorityId, name }) => [authorityId, name]));
  const named: Named = (authorityId) => names.get(authorityId) ?? authorityId;
  return {
    title: row.title,
    subtitle: `Joint report, ${row.id}`,
    language: 'en',
    madeAt: now,
    source: { name: 'Head of the notes', digest: head },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Kind of work', row.work.replaceAll('-', ' ')],
          ['Stage', row.stage.replaceAll('-', ' ')],
          ['Participants', row.participants.map(({ name, jurisdiction }) => `${name} (${jurisdiction})`).join(', ')],
          ['Made of', `${notes.length} signed notes`],
        ],
      },
      ...(operation === null ? [] : operationParts(operation, named)),
      ...(review === null ? [] : reviewParts(review)),
      { kind: 'heading', level: 1, text: 'What was said' },
      {
        kind: 'table',
        caption: 'Notes in their order',
        columns: [
          { title: 'When (UTC)', weight: 3 },
          { title: 'Who', weight: 4 },
          { title: 'What', weight: 9 },
          { title: 'Digest', weight: 4, isMono: true },
        ],
        rows: notes.map((note) => [minuteOf(note.at), note.author.name, `${kindWords(note.kind)}${wordsOf(note)}`, note.digest]),
        empty: 'Nothing was said.',
      },
      { kind: 'heading', level: 1, text: 'Who knew what when' },
      knowledgeTable(detail),
    ],
  };
}

function knowledgeTable({ row, notes }: JointDetailWire): PaperPart {
  return {
    kind: 'table',
    caption: 'The moment by which each provably knew of a note, and what proves it',
    columns: [{ title: 'Note', weight: 4 }, ...row.participants.map(({ name }) => ({ title: name, weight: 3 }))],
    rows: notes.map((note) => [
      `${kindWords(note.kind)} of ${note.author.name}`,
      ...row.participants.map(({ authorityId }) => {
        const known = note.known.find((one) => one.authorityId === authorityId);
        return known === undefined || known.at === null ? '-' : `${minuteOf(known.at)} (${known.by})`;
      }),
    ]),
    empty: 'Nothing was said.',
  };
}

function kindWords(kind: string): string {
  return kind.replaceAll('-', ' ');
}

function wordsOf({ said }: JointNoteViewWire): string {
  const text = 'text' in said ? said.text : 'reason' in said ? said.reason : '';
  return text === '' ? '' : `. ${text.replaceAll(/\s+/g, ' ')}`;
}

function operationParts(operation: OperationViewWire, named: Named): PaperPart[] {
  const { plan, version } = operation;
  const criteria = plan.criteria.map(
    ({ criterion, authority, because }) => `${criterion.replaceAll('-', ' ')}: ${named(authority)}, ${because}`,
  );
  const lead = [...criteria, ...(plan.leadReason === '' ? [] : [plan.leadReason])].join('; ');
  return [
    { kind: 'heading', level: 1, text: 'Plan' },
    {
      kind: 'facts',
      rows: [
        ['Version', String(version)],
        ['What it is about', plan.summary],
        ['Conduct', plan.conduct],
        ['Subjects', plan.subjects.map(({ kind, value }) => `${kind}: ${value}`).join('; ')],
        ['Led by', `${named(plan.lead)} (${lead})`],
        ['Decided by', plan.decideBy],
        ['Instant', plan.instant],
        ['Press', `${named(plan.press.speaker)}, not before ${plan.press.embargoUntil}`],
      ],
    },
    ...readinessParts(operation),
    ...stepParts(operation),
    { kind: 'heading', level: 1, text: 'Disclosures' },
    {
      kind: 'list',
      items:
        plan.disclosures.length === 0
          ? ['None is planned.']
          : plan.disclosures.map(({ what, to, by, when }) => `${what} to ${to}, by ${named(by)}: ${when}`),
    },
  ];
}

function readinessParts({ readiness, decision }: OperationViewWire): PaperPart[] {
  return [
    { kind: 'heading', level: 1, text: 'Readiness and decision' },
    {
      kind: 'table',
      caption: 'Readiness of each participant, by its own law',
      columns: [
        { title: 'Authority', weight: 4 },
        { title: 'State', weight: 2 },
        { title: 'Legal basis, and whether judged before', weight: 8 },
        { title: 'When (UTC)', weight: 3 },
      ],
      rows: readiness.map(({ who, state, ready, reason, isNeeded, at }) => {
        const why =
          ready === null
            ? reason
            : `${ready.basis} Judged before: ${ready.idem.outcome}. ${ready.idem.reason}`.trim() + metWords(ready.met);
        return [`${who.name}${isNeeded ? '' : ' (not needed)'}`, state, why, at === null ? '-' : minuteOf(at)];
      }),
      empty: 'Nobody takes part.',
    },
    {
      kind: 'paragraph',
      manner: 'strong',
      text:
        decision === null
          ? 'No decision was taken, so nobody acted under this plan.'
          : `${decision.by.name} decided on ${minuteOf(decision.at)}: ${decision.outcome}. ${decision.reason}`.trim(),
    },
  ];
}

function metWords(met: readonly { readonly precondition: string }[]): string {
  return met.length === 0 ? '' : ` Met: ${met.map(({ precondition }) => precondition).join('; ')}.`;
}

function stepParts(operation: OperationViewWire): PaperPart[] {
  const { plan, steps } = operation;
  const total = totals(operation);
  return [
    { kind: 'heading', level: 1, text: 'Steps' },
    {
      kind: 'table',
      caption: 'What each step came to',
      columns: [
        { title: 'Authority', weight: 4 },
        { title: 'Step', weight: 5 },
        { title: 'Result', weight: 2 },
        { title: 'When (UTC)', weight: 3 },
        { title: 'Secured', weight: 3, align: 'right' },
        { title: 'In words', weight: 6 },
      ],
      rows: steps.map(({ id, owner, last }) => {
        const title = plan.steps.find((step) => step.id === id)?.title ?? id;
        if (last === null) return [owner.name, title, 'no report', '-', '-', ''];
        const { outcome, doneAt, amount, text } = last;
        return [
          owner.name,
          title,
          kindWords(outcome),
          doneAt === null ? '-' : minuteOf(doneAt),
          amount === null ? '-' : money(amount),
          text,
        ];
      }),
      empty: 'The plan has no step.',
    },
    ...(total === '' ? [] : [{ kind: 'paragraph', manner: 'strong', text: `Secured: ${total}.` } as const]),
  ];
}

function money({ minor, currency }: { readonly minor: string; readonly currency: string }): string {
  return isCurrency(currency) ? formatMoney({ amountMinor: BigInt(minor), currency }) : `${minor} ${currency}`;
}

/** What the steps secured, by currency; sums are whole minor units. */
function totals({ steps }: OperationViewWire): string {
  const sums = new Map<string, bigint>();
  for (const { last } of steps) {
    const amount = last?.amount ?? null;
    if (amount === null) continue;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor));
  }
  return [...sums].map(([currency, sum]) => money({ minor: String(sum), currency })).join(', ');
}
