// SPDX-License-Identifier: Apache-2.0
/**
 * The reference page of patterns, made from the patterns themselves.
 */
import { parameterRows } from '../kernel/index.ts';
import { patterns } from './patterns.ts';

export function patternsReference(): string {
  const sections = patterns.map(({ id, title, definition, legal, parameters, version }) => {
    const law = [
      ...(legal.marAnnexI === null ? [] : [`MAR Annex I, section A(${legal.marAnnexI})`]),
      ...(legal.annexII === null ? [] : [`Delegated Regulation 2016/522 Annex II, ${legal.annexII}`]),
    ];
    return [
      `## ${title}`,
      '',
      `\`${id}\`, version ${version}. ${definition}`,
      '',
      law.length === 0
        ? 'No indicator of the annexes fits it; it is found for the articles on inside information and manipulation as such.'
        : `${law.join('; ')}.`,
      '',
      ...parameterRows(parameters),
      '',
    ].join('\n');
  });
  return [
    '# Patterns of market abuse',
    '',
    'For surveillance analysts, and for authorities that receive an alert. Generated from the patterns; `./comity detectors` lists the same. Places in the',
    'annexes follow expert practice; have them checked by counsel before relying on one in proceedings.',
    '',
    ...sections,
  ].join('\n');
}
