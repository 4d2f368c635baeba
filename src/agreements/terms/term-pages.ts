// SPDX-License-Identifier: Apache-2.0
/** The reference page of the terms, and the published schema of agreements, both written from what the program holds. */
import { z } from 'zod';
import { capital } from './sentence-parts.ts';
import { groundWords, isNeverAccepted } from './ground-words.ts';
import { termCatalogue } from './term-catalogue.ts';
import { someone } from './term-entry.ts';
import { type TermKind, termKinds, type TermOf } from './term-schema.ts';
import { termText } from './term-text.ts';
import type { RefusalGround } from './vocabulary.ts';

const appliedBy: Readonly<Record<(typeof termCatalogue)[TermKind]['appliedBy'], string>> = {
  verdicts: 'the server, whenever it judges an act or shows what agreements allow',
  life: 'the server, in the negotiation and the life of the agreement',
  officers: 'officers, who see it where it matters',
};

/** One kind of term as a page shows it, and as the command line does. */
export function termPage(kind: TermKind): string {
  const { says, appliedBy: who, source } = termCatalogue[kind];
  const example: TermOf<TermKind> = termCatalogue[kind].example;
  const { title, sentences } = termText(example, [{ authorityId: someone, name: 'XA' }]);
  return [
    `## ${kind}`,
    '',
    `**${title}.** ${says}`,
    '',
    `Applied by ${appliedBy[who]}. After ${source}.`,
    '',
    '```json',
    JSON.stringify(example),
    '```',
    '',
    ...sentences.map((sentence) => `> ${sentence}`),
    '',
  ].join('\n');
}

/** The whole of docs/reference/terms.md. */
export function termsReference(): string {
  const grounds = (Object.keys(groundWords) as RefusalGround[]).map(
    (ground) => `| ${ground} | ${groundWords[ground].meaning}${isNeverAccepted(ground) ? ' (never accepted)' : ''} |`,
  );
  return [
    '# Terms',
    '',
    introduction,
    '',
    ...termKinds.map(termPage),
    '## Periods',
    '',
    periods,
    '',
    '## Grounds of refusal',
    '',
    '| ground | the request is refused because |',
    '| --- | --- |',
    ...grounds,
    '',
    `${capital('this page is written by')} \`./comity agreements terms --reference\`; a test sees that it is up to date.`,
    '',
  ].join('\n');
}

const introduction = `For a legal adviser who drafts an agreement. Each term carries out one clause of the text; where the text promises something
that no term carries, officers must keep the promise themselves, and lint says so. How a document is written stands in
[the wire page](../../wire/agreement.md), its schema in [agreement.schema.json](../../wire/agreement.schema.json); what follows from
the terms in [verdicts](verdicts.md); how to draft with them in [the language of agreements](../concepts/language-of-agreements.md).

Where several terms speak of the same thing: what any of them allows is allowed, and the first clause is cited; of approvals
the largest number counts; a ground forbidden once is forbidden; of conditions the strictest hold. So a term more never
loosens a restriction. Kinds that speak of the whole agreement may stand in it once.

Each example below is a term that the tests read, with the sentences in which screen and command line say it.`;

const periods = `Clocks start at what the step names, in the time zone and calendar of the party that owes the step.

| unit | how it is counted |
| --- | --- |
| \`working-day\` | the day of receipt is not counted, nor are weekend and holidays there; it ends with the last moment of the last day |
| \`day\` | the day of receipt is not counted; it ends with a working day, and two days or more hold at least two |
| \`hour\` | exactly, from the moment of receipt, over weekends too |`;

/** JSON Schema (2020-12) of a value, for those who write agreements with other programs. */
export function publishedSchema(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}
