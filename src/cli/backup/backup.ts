// SPDX-License-Identifier: Apache-2.0
/** `comity backup`, `backup check`, `backup key` and `restore`: everything an authority is, in one encrypted file, and back. */
import { readFile } from 'node:fs/promises';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { checkBackup, readConfiguration, restoreBackup, systemClock, writeBackup } from '../../server/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { writeNew } from '../keys/proposal-files.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'writes an encrypted backup of the whole authority, while the server works or stands still',
  help: `
  --out FILE             where to; an existing file is not overwritten. Otherwise comity-backup-DATE.age in this folder
  --recipient KEY        for whom it is encrypted, age1... or age1pq1...; may be given many times. Give two custodians
  --json                 prints file, size, digest and the size of the log as JSON

It holds the database as it was at one moment, the key history, the server's private keys, the authority's file, and the attachments
that are whole, sealed as they are kept; never a root key. After writing, the file is read again and compared.
Only the holder of an identity can look inside: ./comity backup check.
Keys whose name begins with age1pq stay closed to a quantum computer. Run it daily, and move the file to another machine.

  ./comity backup --recipient age1pq1... --out /mnt/backup/xa-2026-11-26.age`,
  options: { out: { type: 'string' }, recipient: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    const file = given.text('out') ?? `comity-backup-${systemClock().slice(0, 19).replaceAll(':', '')}.age`;
    const written = await writeBackup(configuration.value, { file, recipients: given.texts('recipient') });
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    const { bytes, digest, logSize, spoiltBlobs } = written.value;
    if (!asJson && spoiltBlobs.length > 0)
      output.line(`${spoiltBlobs.length} attachments are missing on the disk or spoilt, and are not in it:\n${spoiltBlobs.join('\n')}`);
    output.line(
      asJson
        ? JSON.stringify(written.value)
        : `${file}, ${bytes} bytes, ${digest}\nIt holds the log up to ${logSize} entries. It was read again and is what was written.`,
    );
    return exitCodes.done;
  },
};

export const backupCheck: Command = {
  name: 'backup check',
  summary: 'reads a backup from its beginning to its end, without restoring it',
  help: `
  FILE                   the backup
  --identity FILE        an identity of one of its recipients
  --json                 prints what it holds as JSON

Exit code 0: it is whole; 1: it is damaged, or this identity does not open it.

  ./comity backup check xa-2026-11-26.age --identity /media/custodian/backup-key.txt`,
  options: { identity: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const wanted = await fileAndIdentity(given, output, 'backup check');
    if (wanted === null) return exitCodes.wrongUse;
    const checked = await checkBackup(wanted);
    if (!checked.ok) return refuse(output, checked.issues, exitCodes.no, asJson);
    const { header, files, rows, blobs } = checked.value;
    output.line(
      asJson
        ? JSON.stringify({ authorityId: header.authorityId, at: header.at, logSize: header.logSize, files, rows, blobs })
        : `It is whole: ${header.authorityId} as of ${header.at}, ${files} files, ${rows} rows, ${blobs} attachments, a log of ${header.logSize} entries.`,
    );
    return exitCodes.done;
  },
};

export const backupKey: Command = {
  name: 'backup key',
  summary: 'makes an identity that opens backups, and the recipient to encrypt them for',
  help: `
  --out FILE             where the identity is written; carry it to whoever keeps it, and off this machine
  --json                 prints the recipient as JSON

The identity joins ML-KEM-768 and X25519. Without it a backup is closed for good; make two, for two custodians.

  ./comity backup key --out backup-key-ada.txt`,
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const file = given.text('out');
    if (file === null)
      return refuse(
        output,
        [{ path: '--out', problem: 'It is missing.', remedy: 'Name a file for the identity.' }],
        exitCodes.wrongUse,
        asJson,
      );
    const identity = await generateHybridIdentity();
    const recipient = await identityToRecipient(identity);
    const written = await writeNew(file, new TextEncoder().encode(`# public key: ${recipient}\n${identity}\n`));
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    output.line(asJson ? JSON.stringify({ file, recipient }) : `${file} is written. Encrypt for:\n${recipient}`);
    return exitCodes.done;
  },
};

export const restore: Command = {
  name: 'restore',
  summary: 'restores a backup into an empty folder and an empty database',
  help: `
  FILE                   the backup
  --identity FILE        an identity of one of its recipients
  --json                 prints what was restored as JSON

COMITY_FOLDER must name an empty folder, and DATABASE_URL, where it is used, an empty database. The server then starts without
sending or signing: it asks its peers what they have seen, and goes on when the key history says openly that it came back:

  COMITY_FOLDER=/srv/comity/xa ./comity restore xa-2026-11-26.age --identity backup-key-ada.txt
  COMITY_FOLDER=/srv/comity/xa ./comity serve                     some minutes, so that peers are asked
  COMITY_FOLDER=/srv/comity/xa ./comity keys propose restore      then sign and apply it, see ./comity keys sign --help`,
  options: { identity: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const wanted = await fileAndIdentity(given, output, 'restore');
    if (wanted === null) return exitCodes.wrongUse;
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    const onProgress = asJson ? () => undefined : (sentence: string) => output.line(sentence);
    const restored = await restoreBackup({ place: configuration.value, ...wanted, now: systemClock(), onProgress });
    if (!restored.ok) return refuse(output, restored.issues, exitCodes.no, asJson);
    const { header, rows, blobs } = restored.value;
    if (asJson) output.line(JSON.stringify({ authorityId: header.authorityId, at: header.at, logSize: header.logSize, rows, blobs }));
    else
      output.line(`${header.authorityId} is restored as of ${header.at}: ${rows} rows, ${blobs} attachments, and a log of ${header.logSize} entries,
which was computed again.
Start it: ./comity serve. It sends and signs nothing before ./comity keys propose restore was signed and applied.`);
    return exitCodes.done;
  },
};

async function fileAndIdentity(given: Given, output: Output, name: string): Promise<{ file: string; identity: string } | null> {
  const [file, ...others] = given.words;
  const identityFile = given.text('identity');
  if (file === undefined || others.length > 0 || identityFile === null) {
    refuse(
      output,
      [{ path: 'FILE', problem: 'Name one backup, and an identity by --identity.', remedy: `See ./comity ${name} --help.` }],
      exitCodes.wrongUse,
      given.has('json'),
    );
    return null;
  }
  const identity = await readFile(identityFile, 'utf8').catch(() => null);
  if (identity === null) {
    refuse(
      output,
      [{ path: identityFile, problem: 'It cannot be read.', remedy: 'Name the file of an identity.' }],
      exitCodes.wrongUse,
      given.has('json'),
    );
    return null;
  }
  return { file, identity };
}
