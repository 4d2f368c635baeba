// SPDX-License-Identifier: Apache-2.0
/** `comity surveil-live`: watches a market while its events come from NATS, together with any number of other workers. */
import { z } from 'zod';
import { purposeSchema } from '../../../conditions/wire.ts';
import { ok, type Issue, type Result } from '../../../kernel/index.ts';
import { readConfiguration, readNatsSettings, systemClock, systemRandom, watchLiveMarket } from '../../../server/index.ts';
import { findPattern } from '../../../surveillance/index.ts';
import { type ReferenceMomentWire, referenceMomentSchema } from '../../../surveillance/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../../command.ts';
import { readJsonFile } from '../../read-file.ts';
import { readParameters } from '../../read-parameters.ts';
import { untilAsked } from '../../serve.ts';
import { choosePatterns } from '../choose-patterns.ts';
import { liveMarketHelp, liveMarketOptions, readLiveMarket, readWhole } from './live-options.ts';

export const surveilLive: Command = {
  name: 'surveil-live',
  summary: 'watches a market while its events come from NATS; start several to share the load',
  help: `
${liveMarketHelp}
  --purpose NAME         for what purpose the market is watched: it binds every alert (default: supervision)
  --patterns LIST        which patterns, divided by commas; all of them if left out. See ./comity detectors
  --parameters FILE      values in the place of the patterns' own, by pattern and parameter (JSON)
  --moments FILE         closes, fixings, settlements and announcements (JSON)
  --archive FOLDER       writes each closed stretch as Parquet into a folder for its day, for ./comity surveil-days
  --lease SECONDS        after which the partitions of a worker that is not heard of go to others (default: 15)
  --grace SECONDS        how long a day that is over waits for events that are under way (default: 60)
  --json                 prints a line of JSON when it is ready, and one whenever its partitions change

Alerts arrive in the inbox of the authority in COMITY_FOLDER, whose server must run, or whose DATABASE_URL must be given. Where NATS is, is said
by COMITY_NATS_URL (docs/guides/live-markets.md). It ends on Ctrl-C; killed in whatever moment, it loses nothing and says nothing twice.
Exit code 0: stopped as asked; 2: wrongly used; 3: it could not start.

  COMITY_FOLDER=/srv/comity/xa ./comity surveil-live --market xven --partitions 16`,
  options: {
    ...liveMarketOptions,
    purpose: { type: 'string' },
    patterns: { type: 'string' },
    parameters: { type: 'string' },
    moments: { type: 'string' },
    archive: { type: 'string' },
    lease: { type: 'string' },
    grace: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const stopAsked = untilAsked();
    const wish = await readWish(given);
    if (!wish.ok) return refuse(output, wish.issues, exitCodes.wrongUse, asJson);
    const configuration = readConfiguration(process.env);
    const nats = await readNatsSettings(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    if (!nats.ok) return refuse(output, nats.issues, exitCodes.surroundings, asJson);
    let told = '';
    const onHeld = (partitions: readonly number[]): void => {
      const text = partitions.join(', ');
      if (text !== told) output.line(asJson ? JSON.stringify({ partitions }) : `partitions: ${text === '' ? 'none' : text}`);
      told = text;
    };
    const surroundings = { configuration: configuration.value, nats: nats.value, clock: systemClock, random: systemRandom, onHeld };
    const watched = await watchLiveMarket(wish.value, surroundings);
    if (!watched.ok) return refuse(output, watched.issues, exitCodes.surroundings, asJson);
    output.line(asJson ? JSON.stringify({ ready: true, worker: watched.value.worker }) : 'Ready. Ctrl-C stops it.');
    await stopAsked;
    await watched.value.stop();
    return exitCodes.done;
  },
};

async function readWish(given: Given): Promise<Result<Parameters<typeof watchLiveMarket>[0]>> {
  const { market, partitions, issues: wrong } = readLiveMarket(given);
  const issues: Issue[] = [...wrong];
  const leaseMs = 1000 * readWhole(given, { name: 'lease', otherwise: 15, from: 1, most: 600 }, issues);
  const graceMs = 1000 * readWhole(given, { name: 'grace', otherwise: 60, from: 1, most: 3600 }, issues);
  const purpose = purposeSchema.safeParse(given.text('purpose') ?? 'supervision');
  if (!purpose.success) issues.push({ path: '--purpose', problem: 'It is no purpose.', remedy: 'See docs/reference/terms.md.' });
  const chosen = choosePatterns(given.text('patterns'));
  const parameters = await readParameters(given.text('parameters'), findPattern);
  const moments = await readLiveMoments(given.text('moments'));
  for (const one of [chosen, parameters, moments]) if (!one.ok) issues.push(...one.issues);
  if (!purpose.success || !chosen.ok || !parameters.ok || !moments.ok || issues.length > 0) return { ok: false, issues };
  const areAll = given.text('patterns') === null;
  const rest = { purpose: purpose.data, patterns: chosen.value, areAll, parameters: parameters.value, moments: moments.value };
  return ok({ market, partitions, leaseMs, graceMs, archive: given.text('archive'), ...rest });
}

async function readLiveMoments(file: string | null): Promise<Result<readonly ReferenceMomentWire[]>> {
  if (file === null) return ok([]);
  return readJsonFile(
    file,
    z.array(referenceMomentSchema).max(10_000),
    'Give a list of { kind, at, underlying }; see docs/reference/market-files.md.',
  );
}
