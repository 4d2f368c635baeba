// SPDX-License-Identifier: Apache-2.0
/** `comity train`: a training authority on this machine, whose officers are played, until Ctrl-C. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { systemClock } from '../../server/index.ts';
import { type Pace, paces, rehearsals } from '../../training/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { type ChildServer, startChild } from '../demo/child-server.ts';
import { untilAsked } from '../serve.ts';
import type { ServerSession } from '../server-session.ts';
import { type Demonstration, joinDemo } from './join-demo.ts';
import { takeInvitation, tendArrangements } from './meet.ts';
import { playRound } from './play-cases.ts';
import { importTrainingRecords, makeTrainingAuthority, playedOfficer, seatAt, type TrainingAuthority } from './training-authority.ts';

const portDefault = '7110';
const peerPortDistance = 50;
/** How often the played officer looks at the inbox. */
const lookEveryMs = 1000;

export const train: Command = {
  name: 'train',
  summary: 'runs a training authority, played by a program, with which officers rehearse',
  help: `
  --list                 says what can be rehearsed, and ends
  --folder FOLDER        where the training authority lives; otherwise .comity/training
  --port NUMBER          its port; its peers reach it ${peerPortDistance} above. Otherwise ${portDefault}
  --invitation FILE      your authority's invitation: confirms its digits here; your officers do the same on screen with
                         the invitation that is written to FOLDER/invitation.json, then agree to the arrangement it proposes
  --demo FOLDER          joins every authority of the demonstration that runs from this folder, both halves
  --demo-port NUMBER     of the demonstration's desk; otherwise 7100
  --pace WORD            brisk (otherwise): it answers within seconds; hours: at its share of the agreed hours. A deadline
                         that a rehearsal lets pass is really let pass at both
  --seed NUMBER          which of its wordings it takes; the same seed plays the same. Otherwise 1
  --json                 prints one line of JSON when ready, and one for each move

It is an authority like any other, with its own keys and database; what it says goes the true way under the true rules. Its
name, its kind and the arrangement say that it is for training, and no record can be given to it. Ctrl-C stops it.

  ./comity train --demo .comity/demo`,
  options: {
    list: { type: 'boolean' },
    folder: { type: 'string' },
    port: { type: 'string' },
    invitation: { type: 'string' },
    demo: { type: 'string' },
    'demo-port': { type: 'string' },
    pace: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    if (given.has('list')) return listRehearsals(given, output);
    const asJson = given.has('json');
    const asked = readTraining(given);
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const stopAsked = untilAsked();
    const say = (sentence: string): void => output.line(asJson ? JSON.stringify({ said: sentence }) : sentence);
    const started = await start(asked.value, asJson ? () => undefined : say);
    if (!started.ok) return refuse(output, started.issues, exitCodes.surroundings, asJson);
    const { server, authority, invitation } = started.value;
    output.line(asJson ? JSON.stringify({ ready: true, url: server.address, invitation }) : `Ready at ${server.address}. Ctrl-C stops it.`);
    const ended = await play(asked.value, { authority, server }, { say, stopAsked });
    await server.stop();
    return ended.ok ? exitCodes.done : refuse(output, ended.issues, exitCodes.surroundings, asJson);
  },
};

function listRehearsals(given: Given, output: Output): number {
  if (given.has('json')) output.line(JSON.stringify(rehearsals.map(({ key, title, teaches, story }) => ({ key, title, teaches, story }))));
  for (const { key, title, teaches } of given.has('json') ? [] : rehearsals) {
    output.line([`${key}: ${title}`, ...teaches.map((lesson) => `    ${lesson}`)].join('\n'));
  }
  return exitCodes.done;
}

interface Asked {
  readonly folder: string;
  readonly port: number;
  readonly invitation: string | null;
  readonly demo: Demonstration | null;
  readonly pace: Pace;
  readonly seed: number;
}

function readTraining(given: Given): Result<Asked> {
  const number = (name: string, otherwise: string, most: number): number | null => {
    const value = Number(given.text(name) ?? otherwise);
    return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
  };
  const port = number('port', portDefault, 65_535 - peerPortDistance);
  const portBase = number('demo-port', '7100', 65_535);
  const seed = number('seed', '1', 2 ** 31 - 1);
  const word = given.text('pace') ?? 'brisk';
  const pace = paces.find((one) => one === word);
  if (port === null) return fail('--port', 'It is not a port.', `Give a number such as ${portDefault}.`);
  if (portBase === null) return fail('--demo-port', 'It is not a port.', 'Give a number such as 7100.');
  if (seed === null) return fail('--seed', 'It is not a seed.', 'Give a whole number from 1 on.');
  if (pace === undefined) return fail('--pace', `"${word.slice(0, 20)}" is no pace.`, `Give ${paces.join(' or ')}.`);
  const demo = given.text('demo');
  return ok({
    folder: path.resolve(given.text('folder') ?? '.comity/training'),
    port,
    invitation: given.text('invitation'),
    demo: demo === null ? null : { folder: path.resolve(demo), portBase },
    pace,
    seed,
  });
}

interface Started {
  readonly server: ChildServer;
  readonly authority: TrainingAuthority;
  /** The file to be taken in on the other side. */
  readonly invitation: string;
}

async function start({ folder, port, invitation, demo }: Asked, onProgress: (sentence: string) => void): Promise<Result<Started>> {
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o711 });
  const made = await makeTrainingAuthority(folder, onProgress);
  if (!made.ok) return made;
  const peerPort = port + peerPortDistance;
  const server = await startChild({ folder, port, peerPort, publicUrl: `http://training.localhost:${port}`, hasWeb: false });
  if (!server.ok) return server;
  const prepared = await prepare(made.value, server.value.address, { folder, invitation, demo }, onProgress);
  if (prepared.ok) return ok({ server: server.value, authority: made.value, invitation: prepared.value });
  await server.value.stop();
  return prepared;
}

/** Its own invitation in a file, its records, and whom it is to meet. */
async function prepare(
  authority: TrainingAuthority,
  address: string,
  { folder, invitation, demo }: Pick<Asked, 'folder' | 'invitation' | 'demo'>,
  onProgress: (sentence: string) => void,
): Promise<Result<string>> {
  const seat = await seatAt(address, { key: 'xt', ...authority });
  if (!seat.ok) return seat;
  const own = await seat.value.administrator.file('/api/peers/invitation');
  if (!own.ok) return own;
  const file = path.join(folder, 'invitation.json');
  await writeFile(file, own.value, { mode: 0o600 });
  if (demo !== null) {
    const joined = await joinDemo(seat.value, demo, onProgress);
    if (!joined.ok) return joined;
  }
  if (invitation !== null) {
    const bytes = await readFile(invitation).catch(() => null);
    if (bytes === null)
      return fail(invitation, 'The file cannot be read.', 'Save your invitation on the page of authorities, and name the file.');
    const taken = await takeInvitation(seat.value, new Uint8Array(bytes));
    if (!taken.ok) return taken;
    onProgress(`${taken.value.name}: take in ${file} on the page of authorities and compare these digits:\n  ${taken.value.digits}`);
  }
  return ok(file);
}

interface Playing {
  readonly authority: TrainingAuthority;
  readonly server: ChildServer;
}

/** Plays until somebody asks for the end or the server ends. */
async function play(
  { pace, seed, invitation }: Asked,
  { authority, server }: Playing,
  { say, stopAsked }: { readonly say: (sentence: string) => void; readonly stopAsked: Promise<void> },
): Promise<Result<null>> {
  const over = Promise.race([stopAsked.then(() => 'asked' as const), server.ended.then(() => 'lost' as const)]);
  let officer: ServerSession | null = null;
  for (;;) {
    officer ??= await signedIn(authority, server);
    const round = officer === null ? null : await playRound(officer, { seed, pace }, systemClock());
    const tended = officer === null || invitation === null ? null : await tendArrangements(authority, server.address, officer);
    for (const done of [round, tended]) {
      if (done === null) continue;
      for (const sentence of done.ok ? done.value : done.issues.map(({ path: place, problem }) => `${place}: ${problem}`)) say(sentence);
      // A session ends after its time; the next round signs in anew.
      if (!done.ok) officer = null;
    }
    const end = await Promise.race([over, delay(officer === null ? 30_000 : lookEveryMs, null)]);
    if (end === 'lost') return fail('training', 'The server of the training authority ended by itself.', 'Read server.log in its folder.');
    if (end === 'asked') return ok(null);
  }
}

/** Signs in and brings in the records from which it answers; null where a code was used a moment ago: the next round tries again. */
async function signedIn(authority: TrainingAuthority, server: ChildServer): Promise<ServerSession | null> {
  const officer = await playedOfficer(server.address, authority);
  if (!officer.ok) return null;
  const imported = await importTrainingRecords(officer.value);
  return imported.ok ? officer.value : null;
}
