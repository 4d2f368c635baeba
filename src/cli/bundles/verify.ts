// SPDX-License-Identifier: Apache-2.0
/** `comity verify`: checks an evidence bundle offline and says what is proven, by whom, under which clause. */
import { limits } from '../../kernel/index.ts';
import { isAuthorityId, realSuites } from '../../seals/index.ts';
import { type BundledAttachment, verifyBundle, type WithheldLine } from '../../verifier/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { compareAttachments, type ComparedFiles } from './compare-attachments.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'checks an evidence bundle offline: what is proven, by whom, under which clause',
  help: `
  FILE                   the bundle, a ZIP file
  --expect IDENTITY      the identity (ca1...) of an authority that you know from elsewhere; may be given many times:
                         a bundle that speaks of any other is invalid then
  --attachments FOLDER   holds the files in this folder against the digests under which the dispatches name them; every
                         file in it must be one of them
  --json                 prints the verdict as JSON

It needs no server and no network. Exit code 0: valid; 1: invalid; 2: wrongly used.

  ./comity verify case-req_01jd8v4k.zip`,
  options: { expect: { type: 'string', multiple: true }, attachments: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      return refuse(
        output,
        [{ path: 'FILE', problem: 'Give exactly one bundle.', remedy: 'See ./comity verify --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const expected = given.texts('expect');
    const wrong = expected.filter((id) => !isAuthorityId(id));
    if (wrong.length > 0) {
      const issues = wrong.map((id) => ({
        path: '--expect',
        problem: `"${id}" is no identity.`,
        remedy: 'It begins with ca1; see the peers page.',
      }));
      return refuse(output, issues, exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, limits.bundleBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const verdict = verifyBundle(bytes.value, { suites: realSuites, ...(expected.length > 0 ? { expected } : {}) });
    const folder = given.text('attachments');
    const compared = folder === null || !verdict.isValid ? null : await compareAttachments(folder, verdict.attachments);
    if (asJson) {
      output.line(JSON.stringify(compared === null ? verdict : { ...verdict, compared }));
      return verdict.isValid && compared?.ok !== false ? exitCodes.done : exitCodes.no;
    }
    if (!verdict.isValid) {
      output.problem(`INVALID: nothing is proven by ${file}.`);
      return refuse(output, verdict.issues, exitCodes.no, false);
    }
    if (compared?.ok === false) {
      output.problem(`INVALID: a file in ${folder} is not what it was taken for.`);
      return refuse(output, compared.issues, exitCodes.no, false);
    }
    for (const line of verdict.lines)
      output.line(`proven: ${line.by} ${line.what}${line.clause === null ? '' : `, under clause ${line.clause}`}`);
    for (const line of verdict.withheld) output.line(withheldWords(line));
    if (verdict.unchecked.length > 0) {
      output.line(`not compared with the act, since it is withheld: ${verdict.unchecked.join(', ')}`);
    }
    for (const line of attachmentWords(verdict.attachments, compared?.value ?? null)) output.line(line);
    output.line(`\nVALID. The keys are those of:`);
    for (const authority of verdict.authorities) output.line(`  ${authority.id}  ${authority.name}`);
    output.line('Whose identities these are is known from the fingerprint ceremony or the agreement on paper; --expect compares them.');
    return exitCodes.done;
  },
};

function attachmentWords(attachments: readonly BundledAttachment[], compared: ComparedFiles | null): string[] {
  const words = ({ path, by, digest, size, name }: BundledAttachment): string =>
    `${name === null ? 'the file' : `"${name}"`} that ${by} sent with ${path} (${digest}, ${size} bytes)`;
  const notHere = (compared === null ? attachments : compared.missing).map(
    (one) => `not compared, since it is not beside the bundle: ${words(one)}`,
  );
  return [...(compared?.found ?? []).map(({ file, attachment }) => `proven: ${file} is ${words(attachment)}`), ...notHere];
}

function withheldWords({ path, pointer, manner, count, reason, statedBy, isSigned }: WithheldLine): string {
  const place = pointer === '' ? 'the body' : pointer;
  const what = manner === 'withheld' ? place : `${count} member${count === 1 ? '' : 's'} of ${place}, with name`;
  return `withheld: ${path} ${what}. ${statedBy}${isSigned ? ', under its signature' : ', signed by nobody'}: ${reason}`;
}
