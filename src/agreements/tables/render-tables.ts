// SPDX-License-Identifier: Apache-2.0
/**
 * The verdict tables as a page for lawyers: for each instrument in the box what it answers to each act, the clause, and the article
 * from which the clause was taken. Every line is given by `decide` when the page is made, and a test gives it again.
 */
import assert from 'node:assert/strict';
import type { Instant } from '../../kernel/index.ts';
import { type AgreementDocument, type KnownAgreement, knownAgreement } from '../documents/agreement-document.ts';
import { templateInGeneral } from '../templates/fill-template.ts';
import { agreementTemplates } from '../templates/template-library.ts';
import { decideUnder } from '../verdicts/decide.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { againstRefusalRows } from './against-refusal-rows.ts';
import { judicialRows } from './judicial-rows.ts';
import { trainingRows } from './training-rows.ts';
import { verdictRows } from './verdict-rows.ts';
import { actOfWords, readTable, type TableRow } from './table-words.ts';

/** After every template in general is in force. */
const at = '2027-03-01T09:00:00.000Z' as Instant;

export interface TableLine {
  readonly row: TableRow;
  readonly situation: string;
  readonly verdict: Verdict;
  readonly document: AgreementDocument;
}

/** Every line of every table, decided now. */
export function tableLines(): readonly TableLine[] {
  const agreements = new Map<string, KnownAgreement>(
    agreementTemplates.map((template) => [template.key, knownAgreement(templateInGeneral(template))]),
  );
  return [verdictRows, judicialRows, trainingRows, againstRefusalRows].flatMap(readTable).map((row) => {
    const agreement = agreements.get(row.template);
    assert(agreement !== undefined, `there is no template ${row.template}`);
    const { act, facts, situation } = actOfWords(row.act, agreement, at);
    const { verdict } = decideUnder(act, agreement, facts, at);
    return { row, situation, verdict, document: agreement.document };
  });
}

export function verdictTables(): string {
  const lines = tableLines();
  const parts = agreementTemplates.map((template) => {
    const own = lines.filter(({ row }) => row.template === template.key);
    return [`## ${template.title}`, '', `After ${template.instruments.join('; ')}.`, '', ...tableOf(own)].join('\n');
  });
  const refused = lines.filter(({ row }) => row.outcome !== 'permitted').length;
  return [
    '# Verdict tables',
    '',
    'For a lawyer who asks what each instrument in the box answers. Made by `./comity agreements tables`, from the templates and by `decide`',
    'itself; a test gives every line again. What a line does not speak of is in order: the form is filled, a second officer has approved,',
    'reasons are given, data carry their conditions.',
    '',
    `${lines.length} lines, ${refused} of which refuse or need something.`,
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
}

function tableOf(lines: readonly TableLine[]): readonly string[] {
  return ['| act | verdict | first reason | clause | source |', '| --- | --- | --- | --- | --- |', ...lines.map(lineText)];
}

function lineText({ situation, verdict, document }: TableLine): string {
  const [first] = verdict.reasons;
  // Where nothing allows an act, the clause that comes nearest is the one that provides for such acts.
  const clause = first?.clause ?? verdict.governing;
  const cited = document.clauses.find(({ number }) => number === clause?.clause);
  const sources = (cited?.sources ?? []).map(({ reference, toVerify }) => `${reference}${toVerify === undefined ? '' : ' (to verify)'}`);
  const cells = [
    situation,
    verdict.outcome,
    first?.sentence ?? '',
    cited === undefined ? '' : `${cited.number} ${cited.heading}`,
    sources.join('; '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`;
}
