// SPDX-License-Identifier: Apache-2.0
/** Templates as a list shows them, and one as a reader sees it. */
import { openQuestions } from '../documents/lint-sources.ts';
import type { AgreementTemplateDetailWire, AgreementTemplateWire } from '../wire.ts';
import { templateInGeneral } from './fill-template.ts';
import { agreementTemplates } from './template-library.ts';
import type { AgreementTemplate } from './template.ts';

export function templateEntries(): readonly AgreementTemplateWire[] {
  return agreementTemplates.map((template) => {
    const { document: _document, ...entry } = templateEntry(template);
    return entry;
  });
}

export function templateEntry(template: AgreementTemplate): AgreementTemplateDetailWire {
  const { key, title, summary, instruments, legalNature, partyKinds, partiesMax, options } = template;
  const document = templateInGeneral(template);
  return {
    key,
    title,
    summary,
    legalNature,
    partiesMax,
    instruments: [...instruments],
    partyKinds: [...partyKinds],
    options: [...options],
    clauses: document.clauses.length,
    terms: document.terms.length,
    toVerify: openQuestions(document).length,
    document,
  };
}
