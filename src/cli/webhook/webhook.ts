// SPDX-License-Identifier: Apache-2.0
/** `comity webhook set | try | remove`: where notices are told outside of the application. */
import { fail, newId, ok, type Result } from '../../kernel/index.ts';
import {
  isInitialised,
  keyText,
  postNotice,
  readConfiguration,
  readWebhook,
  removeWebhook,
  systemClock,
  systemRandom,
  writeWebhook,
} from '../../server/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';

export const webhookSet: Command = {
  name: 'webhook set',
  summary: 'has notices told to an address of yours as well, and makes the key that signs them',
  help: `
  URL                    where notices are posted; https, or http on this machine
  --json                 prints the address and the key as JSON

A notice says its kind, for which officer, and when: never a case, a counterpart or a name (docs/reference/webhook.md). The key is shown
once; the receiver checks with it that a notice is yours. It lies in the data folder, and counts from the next start of the server.

  COMITY_FOLDER=/srv/comity/xa ./comity webhook set https://chat.xa.example/comity`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [url, ...more] = given.words;
    if (url === undefined || more.length > 0)
      return refuse(output, [{ path: 'URL', problem: 'One address is needed.', remedy: 'Give https://...' }], exitCodes.wrongUse, asJson);
    const folder = dataFolder();
    if (!folder.ok) return refuse(output, folder.issues, exitCodes.surroundings, asJson);
    const written = await writeWebhook(folder.value, url, systemRandom);
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    const key = keyText(written.value.key);
    if (asJson) output.line(JSON.stringify({ url: written.value.url, key }));
    else output.line(`From the next start on notices go to ${written.value.url}. The receiver's key, shown this once:\n${key}`);
    return exitCodes.done;
  },
};

export const webhookTry: Command = {
  name: 'webhook try',
  summary: 'posts one notice of the kind "try", and says whether it was taken',
  help: `
  --json                 prints the outcome as JSON

Exit code 0: it was taken; 1: it was not; 3: no webhook is set.

  COMITY_FOLDER=/srv/comity/xa ./comity webhook try`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const folder = dataFolder();
    if (!folder.ok) return refuse(output, folder.issues, exitCodes.surroundings, asJson);
    const webhook = await readWebhook(folder.value);
    if (!webhook.ok) return refuse(output, webhook.issues, exitCodes.surroundings, asJson);
    if (webhook.value === null) {
      const issue = { path: folder.value, problem: 'No webhook is set.', remedy: 'Set one: ./comity webhook set URL.' };
      return refuse(output, [issue], exitCodes.surroundings, asJson);
    }
    const now = systemClock();
    const trouble = await postNotice(webhook.value, { id: newId('ntc', now, systemRandom), kind: 'try', officer: '', at: now }, now);
    if (asJson) output.line(JSON.stringify({ url: webhook.value.url, taken: trouble === null, trouble }));
    else output.line(trouble === null ? `${webhook.value.url} took it.` : `${webhook.value.url} did not take it: ${trouble}.`);
    return trouble === null ? exitCodes.done : exitCodes.no;
  },
};

export const webhookRemove: Command = {
  name: 'webhook remove',
  summary: 'has notices told in the application alone again, from the next start of the server on',
  help: `
  COMITY_FOLDER=/srv/comity/xa ./comity webhook remove`,
  options: {},
  async run(_given, output) {
    const folder = dataFolder();
    if (!folder.ok) return refuse(output, folder.issues, exitCodes.surroundings, false);
    output.line((await removeWebhook(folder.value)) ? 'The webhook is removed.' : 'There was none.');
    return exitCodes.done;
  },
};

function dataFolder(): Result<string> {
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) return configuration;
  const { folder } = configuration.value;
  return isInitialised(folder) ? ok(folder) : fail(folder, 'No authority lies there.', 'Name its data folder in COMITY_FOLDER.');
}
