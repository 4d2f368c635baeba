// SPDX-License-Identifier: Apache-2.0
/** The reference page of shapes, made from the shapes themselves. */
import { parameterRows } from '../../kernel/index.ts';
import { shapes } from './shapes.ts';

export function shapesReference(): string {
  const sections = shapes.map(({ id, title, definition, source, lookAlikes, parameters, version }) =>
    [
      `## ${title}`,
      '',
      `\`${id}\`, version ${version}. ${definition}`,
      '',
      `Source: ${source}. Lawful and alike: ${lookAlikes.join('; ')}.`,
      '',
      ...parameterRows(parameters),
      '',
    ].join('\n'),
  );
  return [
    '# Shapes of laundering',
    '',
    'For analysts, and for authorities that receive a finding. Generated from the shapes; `./comity shapes --list` lists the same. A shape is a',
    'reason to look, not a finding of guilt: each names what is lawful and looks like it.',
    '',
    ...sections,
  ].join('\n');
}
