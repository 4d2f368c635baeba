// SPDX-License-Identifier: Apache-2.0
/**
 * The certificate as a page for a court: what the exporting authority states, in sentences, with what it proves and what it does
 * not. Plain HTML without scripts, pictures or addresses, so that it opens everywhere and prints as it is.
 *
 * The page is one of the files that the certificate lists, so that it cannot be exchanged; it lists all the others.
 */
import { type Certificate, digestOf } from '../../seals/index.ts';

/** A line of what is stated: what it is, and its value. */
export type StatedRow = readonly [what: string, words: string];

export interface CertificateWords {
  readonly exporter: string;
  /** What the bundle is about, and between whom. */
  readonly about: readonly StatedRow[];
}

/** `certificate.files` holds every file but this page. */
export function certificatePage(certificate: Certificate, names: CertificateWords): string {
  const { log, withheld, files } = certificate;
  const stated: readonly StatedRow[] = [
    ...statedFacts(certificate, names),
    ['Head of the log', `${log.origin}, ${log.size} entries, root ${log.root}`],
  ];
  return [
    head(certificate.caseRef),
    '<h1>Certificate of the custodian</h1>',
    `<p>${escape(names.exporter)} states the following about the evidence bundle that this page belongs to. The statement is signed in`,
    'the file certificate.json; this page is one of the files that the signature covers.</p>',
    table(['what', 'stated'], stated),
    '<h2>What was withheld</h2>',
    withheld.length === 0
      ? '<p>Nothing: every body is shown as it was signed.</p>'
      : table(
          ['dispatch', 'place', 'how', 'reason'],
          withheld.map((one) => [one.dispatch, one.pointer === '' ? 'the body itself' : one.pointer, mannerWords(one), one.reason]),
        ),
    '<p>A later holder may have withheld more. He then says so in the file withheld.json, which the exporter did not sign.</p>',
    proves(files.some(({ path }) => path.startsWith('custody/'))),
    '<h2>Files</h2>',
    '<p>Each with its size in bytes and its SHA-256; bodies with the root that their authors signed, since parts of them may be withheld.</p>',
    table(
      ['file', 'size', 'digest or root'],
      files.map((file) => ('root' in file ? [file.path, '', `root ${file.root}`] : [file.path, String(file.size), file.digest])),
    ),
    `<p>Digest of the list: ${digestOf(new TextEncoder().encode(JSON.stringify(files)))}</p>`,
    '</body></html>\n',
  ].join('\n');
}

type StatedFacts = Omit<Certificate, 'v' | 'format' | 'log' | 'withheld' | 'files'>;

/** What the certificate states before it comes to the log and the files: the same on the page and before the export. */
export function statedFacts(certificate: StatedFacts, names: CertificateWords): readonly StatedRow[] {
  return [
    ...names.about,
    ['Exported by', `${names.exporter}, ${certificate.exportedBy}`],
    ['Officer, by identifier', certificate.officer],
    ['Moment of the export (UTC)', certificate.exportedAt],
    ['For', certificate.recipient ?? 'not stated'],
    ['To this end', certificate.purpose ?? 'not stated'],
    ['Made by', `${certificate.software.name} ${certificate.software.version}`],
  ];
}

function proves(hasCustody: boolean): string {
  return `<h2>What this proves</h2>
<ul>
<li>Each authority signed exactly the dispatches, receipts and agreements that bear its signature, with keys from the history beside them.</li>
<li>Each dispatch was permitted by the agreement in the bundle, under the clause that the checker names, and approved by as many
officers as that clause asks.</li>
<li>Each dispatch stands in the log of the exporting authority, in this order, under the head named above.</li>
<li>Whatever is shown of a body is what its author signed; whatever is not shown is marked where it stood.</li>${hasCustody ? provesCustody : ''}
</ul>
<h2>What this does not prove</h2>
<ul>
<li>Whose keys these are: compare the identities with the agreement on paper, or ask the authorities.</li>
<li>That what officers wrote is true, or who they are: they stand here by identifier.</li>
<li>That nothing else passed in the case: ask the other authority for its bundle of the same case.</li>
<li>The moments: they are those that the two servers wrote.</li>
</ul>
<h2>How to check it</h2>
<p>With ./comity verify, with the Python script check_bundle.py, which uses nothing but Python and openssl, or in a browser with the
page comity-verifier.html. None of them needs a network. The file readme.txt says how.</p>`;
}

const provesCustody = `
<li>Each custody log in the folder custody is as it was written: every entry follows on the one before and stands in the log of the exporting
authority, under the same head. Each line of a report of custody names the digest of its entry, which is found there.</li>`;

function mannerWords({ manner, count }: Certificate['withheld'][number]): string {
  return manner === 'withheld' ? 'withheld, its name is shown' : `${count} hidden with name${count === 1 ? '' : 's'}`;
}

function head(caseRef: string): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>Certificate of the custodian, case ${escape(caseRef)}</title>`,
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    '<style>body{font:15px/1.5 serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}',
    'th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eee}</style>',
    '</head><body>',
  ].join('\n');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string => texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join('');
  return [
    '<table><thead><tr>',
    cells('th', columns),
    '</tr></thead><tbody>',
    ...rows.map((row) => `<tr>${cells('td', row)}</tr>`),
    '</tbody></table>',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
