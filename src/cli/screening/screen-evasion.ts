// SPDX-License-Identifier: Apache-2.0
/** `comity screen evasion`: what an analyst knows about ownership, firms, trade and wallets, and the leads that follow from it. */
import { limits } from '../../kernel/index.ts';
import { evasionLeads, readEvasionCase } from '../../screening/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const screenEvasion: Command = {
  name: 'screen evasion',
  summary: 'looks for ways round a listing in what is known about ownership, firms, trade and wallets',
  help: `
  FILE                   JSON with any of the parts listed and stakes, stakeChanges, firms, trade, wallets (docs/reference/screening.md)
  --json                 prints the leads as JSON, one on a line

Looked for are firms that listed parties own to half or more together, through however many layers; stakes given up near a listing; firms
that rested, changed hands and moved much; trade that goes through a third state at once; wallets made to be taken for another. Each is a
lead with its sentence, never a finding. Exit code 0: no lead; 1: leads; 2: wrongly used, or a file that cannot be read.

  ./comity screen evasion examples/screening/evasion.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const remedy = 'See ./comity screen evasion --help.';
      return refuse(output, [{ path: 'FILE', problem: 'Give exactly one file.', remedy }], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const read = readEvasionCase(bytes.value, file);
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const leads = evasionLeads(read.value);
    for (const lead of leads) output.line(asJson ? JSON.stringify(lead) : `${lead.kind}: ${lead.sentence}`);
    if (!asJson) output.line(leads.length === 1 ? '1 lead' : `${leads.length} leads`);
    return leads.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
