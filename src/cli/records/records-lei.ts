// SPDX-License-Identifier: Apache-2.0
/** `comity records lei`: what is published about a legal entity, as the authority has it. */
import { firmDataSchema, type FirmDataWire } from '../../records/wire.ts';
import { checkLei } from '../../records/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsLei: Command = {
  name: 'records lei',
  summary: 'shows what is published about a legal entity: who it is, to whom it belongs, its stated owners',
  help: `
  LEI                    twenty letters and digits
${signInHelp}
  --json                 prints it as JSON

What is published is no record, so looking is no use of one. It is taken in by ./comity records import gleif or bods.
Exit code 0: shown; 1: nothing is known under it; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records lei XBDEMO00000000004254 --officer keeper@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [lei = '', ...others] = given.words;
    const checked = checkLei(lei, 'LEI');
    if (!checked.ok || others.length > 0) {
      const one = { path: 'LEI', problem: 'Name exactly one LEI.', remedy: 'See ./comity records lei --help.' };
      return refuse(output, checked.ok ? [one] : checked.issues, exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/records/lei/${checked.value}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const data = firmDataSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(data));
    else print(data, output);
    return exitCodes.done;
  },
};

function print({ statements, children, childCount }: FirmDataWire, output: Output): void {
  for (const { statement, knownFrom, knownUntil, fileName, parentName } of statements) {
    const known = `known from ${knownFrom}${knownUntil === null ? '' : ` until ${knownUntil}`}, ${fileName}`;
    if (statement.kind === 'entity') {
      const { legalName, jurisdiction, entityStatus, registrationStatus, nextRenewal } = statement;
      const told = [
        legalName,
        jurisdiction,
        entityStatus,
        `LEI ${registrationStatus ?? 'without status'}`,
        `renewal ${nextRenewal ?? 'not told'}`,
      ];
      output.line(`${told.filter((part) => part !== null).join('; ')} (${known})`);
    } else if (statement.kind === 'owners') {
      const owners = statement.owners.map(({ name, interest }) => `${name} (${interest?.type ?? 'unknownInterest'})`);
      output.line(`stated owners: ${owners.join(', ') || 'none'} (${known})`);
    } else {
      const { parent, exceptions, isActive } = statement;
      const whom = parent === null ? `not published: ${exceptions.join(', ')}` : `${parent} ${parentName ?? ''}`.trim();
      output.line(`${statement.kind}: ${whom}${isActive ? '' : ', no longer'} (${known})`);
    }
  }
  for (const child of children) output.line(`is ${child.kind} of ${child.lei} ${child.name ?? ''}`.trim());
  if (childCount > children.length) output.line(`and of ${childCount - children.length} more`);
}
