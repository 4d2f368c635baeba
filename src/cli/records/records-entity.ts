// SPDX-License-Identifier: Apache-2.0
/** `comity records entity`: everything known about one subject for a stated purpose; and an officer's judgement on what may be the same. */
import { entityPageSchema, type EntityPageWire } from '../../findings/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { readSubjectQuestion, subjectHelp, subjectOptions } from './subject-question.ts';

export const recordsEntity: Command = {
  name: 'records entity',
  summary: 'shows all that is known about one subject, each fact with its source, and judges what may be the same',
  help: `
  SEED                   a record, for whom it is about (rcd_...), or a place in it (rcd_...#/owners/0);
                         or lei:, wallet:, passport:, number:, mic:, account: VALUE
${subjectHelp('what is proposed, against the subject of SEED')}
${signInHelp}
  --json                 prints the page as JSON

It is a use of every record of which something is shown. No record is changed by a judgement, and taking it back gives what was before.
Exit code 0: shown; 1: nothing is known for this purpose, or it was refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records entity lei:XBDEMO00000000004254 --purpose supervision --officer keeper@xb.example --code 123456`,
  options: {
    ...subjectOptions,
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const asked = readSubjectQuestion(given, 'records entity', 'SEED');
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const { subject: seed, purpose, judgement, undo } = asked.value;
    const page = async (): Promise<Result<EntityPageWire>> => {
      const answer = await session.value.send('POST', '/api/findings/entities/page', { seed, purpose });
      return answer.ok ? ok(entityPageSchema.parse(answer.value)) : answer;
    };
    let shown = await page();
    if (shown.ok && judgement !== null) {
      const body = { left: shown.value.sources[0]?.key ?? '', ...judgement };
      const judged = await session.value.send('POST', '/api/findings/entities/judgements', body);
      shown = judged.ok ? await page() : judged;
    }
    if (shown.ok && undo !== null) {
      const undone = await session.value.send('DELETE', `/api/findings/entities/judgements/${encodeURIComponent(undo)}`, undefined);
      shown = undone.ok ? await page() : undone;
    }
    await session.value.end();
    if (!shown.ok) return refuse(output, shown.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(shown.value));
    else print(output, shown.value);
    return exitCodes.done;
  },
};

type Relation = EntityPageWire['graph']['relations'][number]['what'];
const relationWords: Readonly<Record<Relation, string>> = {
  owns: 'owns',
  controls: 'controls',
  has: 'has',
  parent: 'is a parent of',
  operates: 'operates',
  'given-in': 'was given in case',
};

function print(output: Output, page: EntityPageWire): void {
  output.line(page.name);
  for (const { what, values, isContradicted } of page.facts) {
    const said = values.map(({ value, said: by }) => `${value} [${[...new Set(by.map(({ source }) => source + 1))].join(', ')}]`);
    output.line(`  ${what}: ${said.join(isContradicted ? '  against  ' : '; ')}`);
  }
  const party = new Map(page.graph.parties.map((one) => [one.id, one.label]));
  for (const { from, to, what, text } of page.graph.relations)
    output.line(`  ${party.get(from) ?? ''} ${relationWords[what]} ${party.get(to) ?? ''}${text === '' ? '' : ` (${text})`}`);
  for (const { at, recordedAt, what, text, source } of page.timeline)
    output.line(`  ${at.slice(0, 10)} (known ${recordedAt.slice(0, 10)}) ${what}: ${text} [${source + 1}]`);
  for (const [at, { reference, place, isReceived, originatorName, conditions, joined }] of page.sources.entries()) {
    const from = isReceived ? `, from ${originatorName}, conditions: ${conditions.length}` : '';
    output.line(`  [${at + 1}] ${reference}${place === '' ? '' : ` ${place}`}${from}; ${joined.by} ${joined.text}`.trimEnd());
  }
  for (const { right, label, score, reasonsFor, reasonsAgainst } of page.proposals) {
    output.line(`Perhaps the same (${score.toFixed(2)}): ${label}, ${right}`);
    for (const { sentence } of reasonsFor) output.line(`  for: ${sentence}`);
    for (const { sentence } of reasonsAgainst) output.line(`  against: ${sentence}`);
  }
  for (const { id, left, right, verdict, reason, officerName } of page.judgements)
    output.line(`Judged ${verdict} by ${officerName}: ${left} - ${right}. ${reason} (${id})`);
  for (const { count, reason } of page.withheld) output.line(`Withheld: ${count}. ${reason}`);
}
