// SPDX-License-Identifier: Apache-2.0
/** `comity agreements templates`: the agreements in the box, and one of them filled with parties and dates. */
import {
  type AgreementTemplate,
  agreementTemplates,
  fillTemplate,
  findTemplate,
  knownAgreement,
  templateEntries,
  templateInGeneral,
} from '../../agreements/index.ts';
import { fillTemplateSchema } from '../../agreements/wire.ts';
import { type Issue, limits, parseStrictJson } from '../../kernel/index.ts';
import { agreementText } from './agreements-show.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const agreementsTemplates: Command = {
  name: 'agreements templates',
  summary: 'lists the templates of agreements, shows one, or fills one with parties and dates',
  help: `
  KEY                    a template of the list; without it all are listed
  --fill FILE            parties, dates and options (JSON); prints the document, ready for lint and for import
  --json                 prints the list, or the template as a document, as JSON

What the sources of a template leave uncertain is printed with its clauses as "to verify". Exit code 0: done; 1: the file does
not fill it; 2: used wrongly.

  ./comity agreements templates
  ./comity agreements templates fiu-exchange --fill examples/agreements/fill-fiu-exchange.json`,
  options: { fill: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [key, ...others] = given.words;
    if (others.length > 0 || (key === undefined && given.text('fill') !== null)) {
      const issue = { path: 'KEY', problem: 'Give one template.', remedy: 'See ./comity agreements templates.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    if (key === undefined) return list(output, asJson);
    const template = findTemplate(key);
    if (template === null) {
      const known = agreementTemplates.map((one) => one.key).join(', ');
      return refuse(
        output,
        [{ path: 'KEY', problem: `There is no template "${key}".`, remedy: `Give one of ${known}.` }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    return given.text('fill') === null ? show(template, output, asJson) : fill(template, given, output);
  },
};

function list(output: Output, asJson: boolean): number {
  const entries = templateEntries();
  if (asJson) output.line(JSON.stringify(entries));
  else {
    for (const { key, title, summary, clauses, terms, toVerify } of entries) {
      output.line(`${key}\n  ${title}\n  ${summary}\n  ${clauses} clauses, ${terms} terms, ${toVerify} to verify\n`);
    }
  }
  return exitCodes.done;
}

function show(template: AgreementTemplate, output: Output, asJson: boolean): number {
  const { document, digest } = knownAgreement(templateInGeneral(template));
  if (asJson) output.line(JSON.stringify(document));
  else
    output.line(
      [template.summary, `After: ${template.instruments.join('; ')}.`, '', agreementText({ document, digest, signatures: 0 })].join('\n'),
    );
  return exitCodes.done;
}

async function fill(template: AgreementTemplate, given: Given, output: Output): Promise<number> {
  const issues = (found: readonly Issue[], code: number = exitCodes.no) => refuse(output, found, code, given.has('json'));
  const bytes = await readGivenFile(given.text('fill') ?? '', limits.payloadBytesMax);
  if (!bytes.ok) return issues(bytes.issues, exitCodes.wrongUse);
  const json = parseStrictJson(bytes.value, 'fill');
  if (!json.ok) return issues(json.issues);
  const parsed = fillTemplateSchema.safeParse(json.value);
  if (!parsed.success) {
    return issues(
      parsed.error.issues.map(({ path, message }) => ({
        path: path.map(String).join('.') || 'fill',
        problem: `${message}.`,
        remedy: 'See examples/agreements/fill-fiu-exchange.json.',
      })),
    );
  }
  const filled = fillTemplate(template, parsed.data);
  if (!filled.ok) return issues(filled.issues);
  output.line(JSON.stringify(filled.value.document, null, 2));
  for (const { severity, path, problem, remedy } of filled.value.findings) output.problem(`${severity}: ${path}: ${problem} ${remedy}`);
  return exitCodes.done;
}
