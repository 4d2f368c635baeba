// SPDX-License-Identifier: Apache-2.0
/** `comity bundle export`: writes the evidence bundle of a case, a consent, a disclosure or a recall to a file, for whoever will check it. */
import { isId } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readWithholdings, withholdHelp, withholdOptions } from './withhold-options.ts';
import { writeNewFile } from '../write-file.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const bundleExport: Command = {
  name: 'bundle export',
  summary: 'writes the evidence bundle of a case, a consent, a disclosure or a recall to a file',
  help: `
  CASE                   the identifier of the case, req_..., or of the consent (cns_...), disclosure (dis_...), recall (rcl_...),
                         new use (nus_...) or notice of a breach (bnt_...)
  --out FILE             where to; otherwise case-CASE.zip in this folder. An existing file is not overwritten
  --for TEXT             for whom it is made; stands in the certificate, like what follows
  --purpose TEXT         to what end
${withholdHelp}
  --custody ITEM         the custody log of this item of evidence (evi_...) is in it, may be given many times; otherwise those of all items of
                         the case that may be used as evidence
  --without-custody      no custody log is in it
${signInHelp}
  --json                 prints file and size as JSON

The bundle holds what was disclosed, so exporting it is a use of each received record, checked against its
conditions and written down; what is withheld is not used. Where the house rules ask for it, another officer first approves exactly
this bundle in the workplace; then the same command writes it. Exit code 0: written; 1: refused, or it waits for an approval;
2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity bundle export req_01jd8v4k --officer preparer@xa.example --code 123456`,
  options: {
    out: { type: 'string' },
    for: { type: 'string' },
    purpose: { type: 'string' },
    ...withholdOptions,
    custody: { type: 'string', multiple: true },
    'without-custody': { type: 'boolean' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseRef, ...others] = given.words;
    if (caseRef === undefined || others.length > 0) {
      return refuse(
        output,
        [{ path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity bundle export --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const withhold = readWithholdings(given);
    if (!withhold.ok) return refuse(output, withhold.issues, exitCodes.wrongUse, asJson);
    const items = given.texts('custody');
    if (items.length > 0 && given.has('without-custody')) {
      const issue = { path: '--custody', problem: 'Items are named, and no custody log is wanted.', remedy: 'Give one of the two.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const custody = given.has('without-custody') ? [] : items.length > 0 ? items : null;
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const order = { recipient: given.text('for') ?? null, purpose: given.text('purpose') ?? null, withhold: withhold.value, custody };
    const place = isMatterId(caseRef) ? 'onward/matters' : 'assistance/cases';
    const bundle = await session.value.orderFile(`/api/${place}/${encodeURIComponent(caseRef)}/bundle`, order);
    await session.value.end();
    if (!bundle.ok) return refuse(output, bundle.issues, exitCodes.no, asJson);
    const file = given.text('out') ?? `case-${caseRef.replace(/[^\w.-]/g, '_')}.zip`;
    const written = await writeNewFile(file, bundle.value);
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    output.line(
      asJson
        ? JSON.stringify({ file, bytes: bundle.value.length })
        : `${file}, ${bundle.value.length} bytes. Check it: ./comity verify ${file}`,
    );
    return exitCodes.done;
  },
};

/** A question of consent, a disclosure or a recall. */
function isMatterId(id: string): boolean {
  return (['cns', 'dis', 'rcl', 'nus', 'bnt'] as const).some((prefix) => isId(prefix, id));
}
