// SPDX-License-Identifier: Apache-2.0
/**
 * `comity serve`: runs the server of the authority in COMITY_FOLDER until it is told to stop.
 *
 * It stops on SIGINT and SIGTERM, and when the process that started it as its child is gone; then calls in flight are
 * answered, the database is closed and PostgreSQL is shut down. A second signal changes nothing: stopping is under way.
 */
import { readConfiguration, startServer } from '../server/index.ts';
import { type Command, exitCodes, refuse } from './command.ts';

export const serve: Command = {
  name: 'serve',
  summary: 'runs the server of your authority',
  help: `
  --no-web               answers calls only, without the workplace for the browser
  --json                 prints one line of JSON when ready: {"ready":true,"url":...,"port":...,"authorityId":...}

Where the authority lies and on which port it listens is said by the environment (docs/reference/configuration.md).
It ends on Ctrl-C. Exit code 0: stopped as asked; 3: it could not start, or its database was lost.

  COMITY_FOLDER=/srv/comity/xa COMITY_PORT=7101 ./comity serve`,
  options: { 'no-web': { type: 'boolean' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const stopAsked = untilAsked();
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    const onProgress = asJson ? () => undefined : (sentence: string) => output.line(sentence);
    const started = await startServer({ configuration: configuration.value, hasWeb: !given.has('no-web'), onProgress });
    if (!started.ok) return refuse(output, started.issues, exitCodes.surroundings, asJson);
    const { url, port, authorityId, database } = started.value;
    if (asJson) output.line(JSON.stringify({ ready: true, url, port, authorityId }));
    else output.line(`Ready at ${url}, with ${database}. Ctrl-C stops it.`);
    const isLost = await Promise.race([stopAsked.then(() => false), started.value.lost.then(() => true)]);
    if (isLost) output.problem('The database ended by itself; the server stops. See postgres.log in the data folder.');
    await started.value.stop();
    return isLost ? exitCodes.surroundings : exitCodes.done;
  },
};

/** Settled when somebody wants this process to end: by signal, or because the process that watches over it is gone. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (process.channel === undefined) return;
    process.once('disconnect', () => resolve());
    // The channel alone must not keep the process alive once the server has stopped.
    process.channel.unref();
  });
}
