// SPDX-License-Identifier: Apache-2.0
/**
 * The joint report: what was planned, who was ready under which law, what was decided, what each step came to, and who knew what when.
 * It is made of the notes alone, so every participant that holds the same notes makes the same report, but for what its own receipts prove.
 */
import { formatMoney, type Instant, isCurrency } from '../../kernel/index.ts';
import type { JointDetailWire, JointNoteViewWire, OperationViewWire } from '../views/wire.ts';

export function jointReport(detail: JointDetailWire, now: Instant): string {
  const { row, head, notes, operation } = detail;
  const names = new Map(row.participants.map(({ authorityId, name }) => [authorityId, name]));
  const named = (authorityId: string): string => names.get(authorityId) ?? authorityId;
  return [
    `# ${row.title}`,
    '',
    `${row.work}, ${row.stage}. Participants: ${row.participants.map(({ name }) => name).join(', ')}.`,
    `Made on ${now} of ${notes.length} notes; head ${head}.`,
    ...(operation === null ? [] : ['', ...operationPart(operation, named)]),
    '',
    '## What was said',
    '',
    ...notes.map((note) => `- ${note.at} ${note.author.name}: ${note.kind}${wordsOf(note)}`),
    '',
    '## Who knew what when',
    '',
    `| note | ${row.participants.map(({ name }) => cell(name)).join(' | ')} |`,
    `| --- | ${row.participants.map(() => '---').join(' | ')} |`,
    ...notes.map(
      (note) =>
        `| ${note.kind} of ${cell(note.author.name)} | ${note.known.map(({ at, by }) => (at === null ? '-' : `${at} (${by})`)).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '/');
}

function wordsOf({ said }: JointNoteViewWire): string {
  const text = 'text' in said ? said.text : 'reason' in said ? said.reason : '';
  return text === '' ? '' : `. ${text.replaceAll(/\s+/g, ' ')}`;
}

function operationPart(operation: OperationViewWire, named: (authorityId: string) => string): string[] {
  const { plan, readiness, decision, steps } = operation;
  const total = totals(operation);
  return [
    '## Plan',
    '',
    `Version ${operation.version}, led by ${named(plan.lead)}: ${plan.criteria.map(({ criterion, because }) => `${criterion} (${because})`).join('; ')}.`,
    `Instant ${plan.instant}; decided by ${plan.decideBy}; the press hears of it from ${named(plan.press.speaker)}, not before ${plan.press.embargoUntil}.`,
    '',
    '## Readiness and decision',
    '',
    ...readiness.map(({ who, state, ready, reason, isNeeded }) => {
      const why = ready === null ? reason : `${ready.basis} Judged before: ${ready.idem.outcome}. ${ready.idem.reason}`;
      return `- ${who.name}${isNeeded ? '' : ' (not needed)'}: ${state}. ${why}`.trim();
    }),
    decision === null
      ? '- No decision was taken.'
      : `- ${decision.by.name} decided on ${decision.at}: ${decision.outcome}. ${decision.reason}`.trim(),
    '',
    '## Steps',
    '',
    ...steps.map(({ id, owner, last }) => {
      const title = plan.steps.find((step) => step.id === id)?.title ?? id;
      return `- ${owner.name}: ${title}: ${last === null ? 'no report' : `${last.outcome}${last.doneAt === null ? '' : ` on ${last.doneAt}`}. ${last.text}`}`;
    }),
    ...(total === '' ? [] : ['', `Secured: ${total}.`]),
    '',
    '## Disclosures',
    '',
    ...(plan.disclosures.length === 0
      ? ['None is planned.']
      : plan.disclosures.map(({ what, to, by, when }) => `- ${what} to ${to}, by ${named(by)}: ${when}`)),
  ];
}

/** What the steps secured, by currency; sums are whole minor units. */
function totals({ steps }: OperationViewWire): string {
  const sums = new Map<string, bigint>();
  for (const { last } of steps) {
    const amount = last?.amount ?? null;
    if (amount === null) continue;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor));
  }
  return [...sums].flatMap(([currency, amountMinor]) => (isCurrency(currency) ? [formatMoney({ amountMinor, currency })] : [])).join(', ');
}
