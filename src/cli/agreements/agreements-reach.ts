// SPDX-License-Identifier: Apache-2.0
/** `comity agreements reach`: everywhere a datum could lawfully go, and by how many consents, from agreements in files. */
import { type ReachAnswerWire, reachOnFiles } from '../../agreements/index.ts';
import { limits, parseStrictJson } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { givenAgreements } from './given-agreements.ts';

export const agreementsReach: Command = {
  name: 'agreements reach',
  summary: 'says everywhere a datum could lawfully go, and by how many consents of its originator',
  help: `
  --agreement FILE       an agreement, plain or signed; may be given many times
  --holder WHO           who has it now: the identity of a party, or a jurisdiction with one party
  --originator WHO       who first gave it, if that is another
  --kind KIND            what it is, e.g. suspicious-reports
  --purpose PURPOSE      what for, e.g. fiu-analysis
  --limits FILE          the conditions that it carries, as limits (JSON); may be left out for what the holder itself has
  --consented WHO        to whom its originator has consented already; may be given many times
  --now MOMENT           the moment to ask at; the present one if left out
  --json                 prints the answer as JSON

Exit code 0: it could go somewhere; 1: nowhere; 2: used wrongly.

  ./comity agreements reach --holder XB --kind registrations --purpose supervision --agreement examples/agreements/memorandum-xa-xb-xc.json`,
  options: {
    agreement: { type: 'string', multiple: true },
    holder: { type: 'string' },
    originator: { type: 'string' },
    kind: { type: 'string' },
    purpose: { type: 'string' },
    limits: { type: 'string' },
    consented: { type: 'string', multiple: true },
    now: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const { agreements, now, issues } = await givenAgreements(given);
    const carried = await readLimits(given.text('limits'));
    const wrong = [...issues, ...(carried.ok ? [] : carried.issues)];
    if (!carried.ok || wrong.length > 0) return refuse(output, wrong, exitCodes.wrongUse, asJson);
    const found = reachOnFiles({
      agreements,
      holder: given.text('holder') ?? '',
      originator: given.text('originator'),
      consented: given.texts('consented'),
      question: { assistance: given.text('kind'), purpose: given.text('purpose'), receivedFrom: null, limits: carried.value },
      now,
    });
    if (!found.ok) return refuse(output, found.issues, exitCodes.wrongUse, asJson);
    output.line(asJson ? JSON.stringify(found.value) : reachText(found.value));
    return found.value.places.length > 0 ? exitCodes.done : exitCodes.no;
  },
};

async function readLimits(name: string | null) {
  if (name === null) return { ok: true as const, value: null };
  const bytes = await readGivenFile(name, limits.payloadBytesMax);
  return bytes.ok ? parseStrictJson(bytes.value, 'limits') : bytes;
}

function reachText({ places, beyond }: ReachAnswerWire): string {
  const names = new Map([...places.map(({ authority }) => authority), ...beyond].map(({ authorityId, name }) => [authorityId, name]));
  const nameOf = (id: string): string => names.get(id) ?? 'here';
  return [
    places.length === 0 ? 'It could go nowhere.' : `It could go to ${places.length} ${places.length === 1 ? 'authority' : 'authorities'}.`,
    ...places.flatMap(({ authority, consents, givings }) => [
      `  ${authority.name}: ${consents === 0 ? 'no consent' : consents === 1 ? 'one consent' : `${consents} consents`}`,
      ...givings.map(
        ({ from, to, clause, ...giving }) =>
          `    ${nameOf(from)} -> ${nameOf(to)}, clause ${clause.clause} of "${clause.title}"${consentWords(giving)}`,
      ),
    ]),
    ...(beyond.length > 0 ? [`Out of reach: ${beyond.map(({ name }) => name).join(', ')}`] : []),
  ].join('\n');
}

function consentWords({
  isConsentNeeded,
  isConsentGiven,
}: {
  readonly isConsentNeeded: boolean;
  readonly isConsentGiven: boolean;
}): string {
  if (isConsentNeeded) return ', with consent';
  return isConsentGiven ? ', consent given' : '';
}
