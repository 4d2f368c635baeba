// SPDX-License-Identifier: Apache-2.0
/** `comity agreements terms`: the language of agreements, term by term, with an example of each. */
import { publishedSchema, termPage, termsReference } from '../../agreements/index.ts';
import { agreementSchema, type TermKind, termKinds } from '../../agreements/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';

export const agreementsTerms: Command = {
  name: 'agreements terms',
  summary: 'explains the terms of agreements, each with an example; or prints their schema',
  help: `
  KIND                   a kind of term, such as personal-data; without it the kinds are listed
  --reference            prints the reference page, docs/reference/terms.md
  --schema               prints the JSON Schema of an agreement, wire/agreement.schema.json

  ./comity agreements terms deadline`,
  options: { reference: { type: 'boolean' }, schema: { type: 'boolean' } },
  run(given, output) {
    const [kind] = given.words;
    if (given.has('reference')) output.line(termsReference().trimEnd());
    else if (given.has('schema')) output.line(publishedSchema(agreementSchema, 'Agreement, version 1').trimEnd());
    else if (kind === undefined) output.line(termKinds.join('\n'));
    else if (isKind(kind)) output.line(termPage(kind).trimEnd());
    else {
      const issue = { path: 'KIND', problem: `There is no term "${kind}".`, remedy: `Give one of ${termKinds.join(', ')}.` };
      return Promise.resolve(refuse(output, [issue], exitCodes.wrongUse, false));
    }
    return Promise.resolve(exitCodes.done);
  },
};

function isKind(word: string): word is TermKind {
  return termKinds.some((kind) => kind === word);
}
