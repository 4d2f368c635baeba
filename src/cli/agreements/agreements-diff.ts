// SPDX-License-Identifier: Apache-2.0
/** `comity agreements diff`: what differs between two texts of an agreement, in words and in terms. */
import type { AgreementDocument } from '../../agreements/index.ts';
import { termText } from '../../agreements/wire.ts';
import { redline } from '../../negotiation/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readAgreementFile } from './agreement-file.ts';

export const agreementsDiff: Command = {
  name: 'agreements diff',
  summary: 'says what differs between two texts of an agreement, clause by clause, in words and in terms',
  help: `
  BEFORE AFTER           two agreements, plain or signed
  --json                 prints the redline as JSON

Words that went stand in [-brackets with a minus-], words that came in {+braces with a plus+}; terms are said in sentences.
Exit code 0: nothing differs; 1: something does; 2: used wrongly.

  ./comity agreements diff examples/agreements/arrangement-xa-xb.json examples/agreements/memorandum-xa-xb-xc.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [first, second, ...others] = given.words;
    if (first === undefined || second === undefined || others.length > 0) {
      const issue = { path: 'BEFORE AFTER', problem: 'Give exactly two files.', remedy: 'See ./comity agreements diff --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const [before, after] = [await readAgreementFile(first), await readAgreementFile(second)];
    if (!before.ok || !after.ok) {
      return refuse(output, [...(before.ok ? [] : before.issues), ...(after.ok ? [] : after.issues)], exitCodes.wrongUse, asJson);
    }
    const found = redline(before.value.document, after.value.document);
    const isSame = found.facts.length === 0 && found.clauses.every(({ change }) => change === 'same');
    output.line(
      asJson ? JSON.stringify(found) : isSame ? 'Nothing differs.' : diffText(found, before.value.document, after.value.document),
    );
    return isSame ? exitCodes.done : exitCodes.no;
  },
};

type Redline = ReturnType<typeof redline>;

function diffText(found: Redline, before: AgreementDocument, after: AgreementDocument): string {
  const changed = found.clauses.filter(({ change }) => change !== 'same');
  return [
    `Clauses that differ: ${found.counts.clauses}; terms: ${found.counts.terms}.`,
    ...found.facts.map(({ name, segments }) => `${name}: ${wordsOf(segments)}`),
    ...changed.flatMap(({ number, change, heading, text, terms }) => [
      '',
      `${number}. ${wordsOf(heading)} (${change})`,
      ...(text.some((segment) => segment.change !== 'same') ? [wordsOf(text)] : []),
      ...terms.flatMap((term) => (term.change === 'same' ? [] : [...said('-', term.before, before), ...said('+', term.after, after)])),
    ]),
  ].join('\n');
}

function said(sign: string, term: Redline['clauses'][number]['terms'][number]['before'], document: AgreementDocument): readonly string[] {
  if (term === null) return [];
  const { title, sentences } = termText(term, document.parties);
  return [`  ${sign} term: ${title}`, ...sentences.map((sentence) => `  ${sign}   ${sentence}`)];
}

const around = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;

function wordsOf(segments: Redline['facts'][number]['segments']): string {
  return segments.map(({ change, text }) => `${around[change][0]}${text}${around[change][1]}`).join('');
}
