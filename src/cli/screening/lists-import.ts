// SPDX-License-Identifier: Apache-2.0
/** `comity lists import`: a file becomes the next version of a list of the authority. */
import path from 'node:path';
import { purposes } from '../../conditions/wire.ts';
import { listImportAnswerSchema } from '../../findings/wire.ts';
import { fail, limits, ok, type Result } from '../../kernel/index.ts';
import { layoutOf, listLayouts } from '../../screening/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const listsImport: Command = {
  name: 'lists import',
  summary: 'imports a file as the next version of a list, and screens records against what it changes',
  help: `
  FILE                   the file as it was published, also as .gz; of OFAC's legacy list the file SDN, with ALT and ADD beside it.
                         Layouts: ${listLayouts.join(', ')}
  --list NAME            small letters, digits and hyphens; the file's name where it is not given
  --purpose PURPOSE      for what records are screened against it; needed for the first version: ${purposes.slice(0, 3).join(', ')} ...
  --shrinking            the file is meant to hold less than half of the newest version
${signInHelp}
  --json                 prints the answer as JSON

The officer must be a records keeper. Exit code 0: imported, or nothing new; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity lists import examples/screening/xd-sanctions-2026-03.csv --list xd-sanctions --purpose sanctions \\
    --officer keeper@xb.example --code 123456`,
  options: {
    list: { type: 'string' },
    purpose: { type: 'string' },
    shrinking: { type: 'boolean' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const remedy = 'See ./comity lists import --help.';
      return refuse(output, [{ path: 'FILE', problem: 'Give exactly one file.', remedy }], exitCodes.wrongUse, asJson);
    }
    const parts = await readParts(file);
    if (!parts.ok) return refuse(output, parts.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const [main, alt, add] = parts.value;
    const query = new URLSearchParams({
      list: given.text('list') ?? listNameOf(file),
      fileName: path.basename(file),
      altBytes: String(alt.length),
      addBytes: String(add.length),
      shrinking: given.has('shrinking') ? 'yes' : 'no',
    });
    const purpose = given.text('purpose');
    if (purpose !== null) query.set('purpose', purpose);
    const answer = await session.value.sendBytes(`/api/findings/lists/versions?${query.toString()}`, Buffer.concat([main, alt, add]));
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { list, version, isNew, screening, ended } = listImportAnswerSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(answer.value));
    else if (!isNew) output.line(`${list.name}: nothing new; version ${version.number} holds the same ${version.subjects} subjects.`);
    else {
      const changes = `${version.added} added, ${version.removed} removed, ${version.changed} changed`;
      output.line(`${list.name}: version ${version.number} with ${version.subjects} subjects; ${changes}.`);
      if (version.notesCount > 0) output.line(`${version.notesCount} values could not be read and are left out.`);
      if (screening !== null) output.line(`Records are screened against what changed: ${screening}.`);
      if (ended > 0) output.line(`${ended} leads are on subjects that are no longer listed.`);
    }
    return exitCodes.done;
  },
};

function listNameOf(file: string): string {
  const stem = path.basename(file).replace(/\.(?:csv|xml|gz|txt)+/gi, '');
  return stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** The file, and of the legacy layout the aliases and addresses that lie beside it. */
async function readParts(file: string): Promise<Result<readonly [main: Uint8Array, alt: Uint8Array, add: Uint8Array]>> {
  const none = new Uint8Array();
  const main = await readGivenFile(file, limits.importBytesMax);
  if (!main.ok) return main;
  if (layoutOf(new TextDecoder().decode(main.value.subarray(0, 10_000))) !== 'ofac-legacy') return ok([main.value, none, none]);
  const beside: Uint8Array[] = [];
  for (const part of ['alt', 'add']) {
    const read = await readGivenFile(path.join(path.dirname(file), path.basename(file).replace(/sdn/i, part)), limits.importBytesMax);
    if (!read.ok) return read;
    beside.push(read.value);
  }
  const [alt = none, add = none] = beside;
  const bytes = main.value.length + alt.length + add.length;
  return bytes <= limits.importBytesMax ? ok([main.value, alt, add]) : fail(file, 'The three files are too large.', 'Divide the list.');
}
