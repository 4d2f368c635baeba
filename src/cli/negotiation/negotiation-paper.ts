// SPDX-License-Identifier: Apache-2.0
/** `comity negotiation paper`: whose signatures are in a PDF, as far as the file alone can tell. */
import { limits } from '../../kernel/index.ts';
import { notChecked, type PdfSignature, readSignedPdf } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const negotiationPaper: Command = {
  name: 'negotiation paper',
  summary: 'says who signed a PDF with a certificate, and what was checked of it',
  help: `
  FILE                   the signed PDF
  --json                 prints the signatures as JSON

Checks that each signature holds with the certificate inside, that it covers the file around itself, and that nothing was added after the
last. Does not check whether a state trusts the certificate, whether it was revoked, when it was really signed, or what the pages show.
Exit code 0: every signature holds; 1: there is none, or one does not hold; 2: wrongly used.

  ./comity negotiation paper examples/agreements/signed-paper.pdf`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'FILE', problem: 'Give exactly one file.', remedy: 'See ./comity negotiation paper --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.no, asJson);
    const read = readSignedPdf(bytes.value);
    if (!read.ok) return refuse(output, read.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify({ signatures: read.value, notChecked }));
    else for (const line of [...read.value.flatMap(linesOf), notCheckedLine]) output.line(line);
    return exitCodes.done;
  },
};

const notCheckedLine =
  'Not checked: whether a state trusts the certificate, whether it was revoked, when it was really signed, and what the pages show.';

function linesOf(signature: PdfSignature): readonly string[] {
  const { signer, issuer, serialNumber, validFrom, validUntil, chain, isChainWhole, claimedAt } = signature;
  return [
    `Signed by ${signer}`,
    `  certificate ${serialNumber} of ${issuer}, valid from ${validFrom.slice(0, 10)} to ${validUntil.slice(0, 10)}`,
    `  chain: ${chain.join(' -> ')}${isChainWhole ? '' : ' (it ends before a root)'}`,
    `  the certificate ${signature.isCalledQualified ? 'calls itself qualified' : 'does not call itself qualified'}` +
      (signature.isKeyInDevice ? ', its key in a device' : ''),
    ...(claimedAt === null ? [] : [`  by its own word signed at ${claimedAt}`]),
    signature.coversWhole ? '  it covers the whole file, which is as it was signed' : '  later signatures cover what was added after it',
  ];
}
