// SPDX-License-Identifier: Apache-2.0
/** `comity agreements show`: an agreement as a person reads it, each clause with the terms that carry it out. */
import type { AgreementDocument } from '../../agreements/index.ts';
import { termText } from '../../agreements/wire.ts';
import { type AgreementFile, readAgreementFile } from './agreement-file.ts';
import { type Command, exitCodes, refuse } from '../command.ts';

export const agreementsShow: Command = {
  name: 'agreements show',
  summary: 'prints an agreement with its parties, clauses and terms',
  help: `
  FILE                   the agreement, plain or signed
  --json                 prints document, digest and number of signatures as JSON

  ./comity agreements show examples/agreements/arrangement-xa-xb.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      return refuse(
        output,
        [{ path: 'FILE', problem: 'Give exactly one file.', remedy: 'See ./comity agreements show --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const read = await readAgreementFile(file);
    if (!read.ok) return refuse(output, read.issues, exitCodes.no, asJson);
    const { document, digest, signatures } = read.value;
    output.line(asJson ? JSON.stringify({ digest, signatures, document }) : agreementText(read.value));
    return exitCodes.done;
  },
};

export function agreementText({ document, digest, signatures }: AgreementFile): string {
  return [
    `${document.title}, version ${document.version}`,
    `${digest}, ${signatures === 0 ? 'without signatures' : `${signatures} signatures (not checked here)`}`,
    `in force from ${document.inForceFrom}${document.inForceUntil === null ? '' : ` until ${document.inForceUntil}`}; ${document.legalNature}`,
    '',
    'Parties',
    ...document.parties.map((party) => `  ${party.jurisdiction}  ${party.name} (${party.kind})  ${party.authorityId}`),
    '',
    document.preamble,
    ...document.clauses.flatMap((clause) => clauseText(document, clause)),
  ].join('\n');
}

function clauseText(document: AgreementDocument, clause: AgreementDocument['clauses'][number]): string[] {
  const terms = document.terms.filter((term) => term.clause === clause.number).map((term) => termText(term, document.parties));
  return [
    '',
    `${clause.number}. ${clause.heading}`,
    clause.text,
    ...terms.flatMap(({ title, sentences }) => [`    term: ${title}`, ...sentences.map((sentence) => `      ${sentence}`)]),
    ...(clause.sources ?? []).map(sourceText),
  ];
}

function sourceText({ reference, toVerify }: NonNullable<AgreementDocument['clauses'][number]['sources']>[number]): string {
  return `    source: ${reference}${toVerify === undefined ? '' : `; to verify: ${toVerify}`}`;
}
