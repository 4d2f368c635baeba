// SPDX-License-Identifier: Apache-2.0
/**
 * The transfer of personal data, field by field and for one destination: what may go, what stays behind and why, and what must go with it.
 *
 * Two countries, one check: within one jurisdiction nothing is transferred. Elsewhere a clause must name the basis; then every field must
 * be of a category that the agreement lists, and the safeguards must be there: a mark, an end of retention, somebody to turn to (EDPB
 * Guidelines 2/2020). What lacks is left out of the proposal, which is the least that answers, not the most that is lawful.
 */
import { addMs, type Instant } from '../../kernel/index.ts';
import type { CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import { clauseWord } from '../verdicts/words.ts';
import { categoryWords, transferBasisWords } from '../terms/words.ts';
import type { TermWire } from '../wire.ts';
import type { FurtherUseAnswerWire, FurtherUseQuestionWire, TransferProposalWire } from './wire.ts';

type Step = FurtherUseAnswerWire['steps'][number];
type PersonalData = Extract<TermWire, { kind: 'personal-data' }>;

const dayMs = 86_400_000;

export function proposeTransfer(
  agreement: CompiledAgreement,
  { holder, recipient, fields }: FurtherUseQuestionWire,
  now: Instant,
): { readonly steps: readonly Step[]; readonly proposal: TransferProposalWire } {
  const [from, to] = [agreement.parties.get(holder), recipient === null ? undefined : agreement.parties.get(recipient)];
  const { terms } = agreement.known.document;
  const applying = terms.filter(
    (term): term is PersonalData => term.kind === 'personal-data' && (term.to.length === 0 || term.to.includes(recipient ?? '')),
  );
  const days = terms.flatMap((term) => (term.kind === 'retention' && term.of === 'personal-data' ? [term.days] : []));
  const retainUntil = days.length === 0 ? null : addMs(now, Math.min(...days) * dayMs);
  const [term] = applying;
  const clause = term === undefined ? null : agreement.clauseRef(term.clause);
  const frame = {
    basis: term?.basis ?? null,
    clause,
    marking: term?.marking ?? '',
    retainUntil,
    redressContact: term?.redressContact ?? '',
  };
  const all = fields.map(({ field }) => field);
  const none = (kind: string, sentence: string, outcome: Step['outcome']) => ({
    steps: [{ kind, outcome, sentence, clause }],
    proposal: { ...frame, give: [], withhold: all.map((field) => ({ field, sentence })) },
  });
  if (from !== undefined && to !== undefined && from.jurisdiction === to.jurisdiction) {
    return { steps: [], proposal: { ...frame, give: all, withhold: [] } };
  }
  if (term === undefined || clause === null) {
    return none('transfer-basis', 'No clause names a basis on which personal data may go there.', 'needs');
  }
  if (applying.some(({ basis }) => basis === 'no-transfer')) {
    return none('no-transfer', `${clauseWord(term.clause)} lets no personal data go there.`, 'refused');
  }
  const isListed = (category: PersonalData['categories'][number]): boolean =>
    applying.every(({ categories }) => categories.includes(category));
  const withhold = fields
    .filter(({ category }) => !isListed(category))
    .map(({ field, category }) => ({ field, sentence: `${clauseWord(term.clause)} does not list ${categoryWords[category]}.` }));
  const give = fields.filter(({ category }) => isListed(category)).map(({ field }) => field);
  const basis: Step = {
    kind: 'transfer-basis',
    outcome: 'permitted',
    sentence: `${clauseWord(term.clause)}: personal data go on the basis of ${transferBasisWords[term.basis]}.`,
    clause,
  };
  const left: Step[] =
    withhold.length === 0
      ? []
      : [
          {
            kind: 'minimise',
            outcome: 'needs',
            sentence: `Leave out ${withhold.length} of ${fields.length} fields, or have the agreement list them.`,
            clause,
          },
        ];
  return { steps: [basis, ...left, ...safeguardsMissing(frame, clause)], proposal: { ...frame, give, withhold } };
}

function safeguardsMissing(
  { marking, retainUntil, redressContact }: Pick<TransferProposalWire, 'marking' | 'retainUntil' | 'redressContact'>,
  clause: Step['clause'],
): Step[] {
  const lacking = [
    ...(marking === '' ? ['how the data are marked'] : []),
    ...(retainUntil === null ? ['until when they may be kept'] : []),
    ...(redressContact === '' ? ['where a person concerned can turn to'] : []),
  ];
  return lacking.map((what) => ({
    kind: 'safeguard',
    outcome: 'needs',
    sentence: `The agreement does not say ${what}; say so with what is given.`,
    clause,
  }));
}
