// SPDX-License-Identifier: Apache-2.0
/** `comity demo`: the federation of invented authorities, on this machine, until Ctrl-C. */
import path from 'node:path';
import { type Command, exitCodes, refuse } from './command.ts';
import { demoAuthorities } from './demo/authorities.ts';
import { type DemoListing, removeDemo, startDemo } from './demo/run-demo.ts';
import { untilAsked } from './serve.ts';

const portBaseDefault = '7100';

export const demo: Command = {
  name: 'demo',
  summary: 'starts invented authorities that cooperate, each with its own server and database',
  help: `
  --folder FOLDER        where the authorities live; otherwise .comity/demo
  --port-base NUMBER     port of the desk; the authorities take the following ones. Otherwise ${portBaseDefault}
  --reset                removes what is there and makes everything anew
  --no-web               answers calls only, without the workplace for the browser
  --json                 prints one line of JSON when ready, nothing before

The first start makes keys, databases, officers, the agreement and sample records; later starts keep all of it. The desk
lists every officer with password and current code. Ctrl-C stops everything cleanly.

  npm run demo -- --reset`,
  options: {
    folder: { type: 'string' },
    'port-base': { type: 'string' },
    reset: { type: 'boolean' },
    'no-web': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const stopAsked = untilAsked();
    const folder = path.resolve(given.text('folder') ?? '.comity/demo');
    const portBase = Number(given.text('port-base') ?? portBaseDefault);
    if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_535 - demoAuthorities.length) {
      return refuse(
        output,
        [{ path: '--port-base', problem: 'It is not a port.', remedy: 'Give a number such as 7100.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const onProgress = asJson ? () => undefined : (sentence: string) => output.line(sentence);
    if (given.has('reset')) {
      onProgress(`Removing the demonstration in ${folder}`);
      const removed = await removeDemo(folder, demoAuthorities);
      if (!removed.ok) return refuse(output, removed.issues, exitCodes.surroundings, asJson);
    }
    const started = await startDemo({
      folder,
      portBase,
      hasWeb: !given.has('no-web'),
      authorities: demoAuthorities,
      onProgress,
      stopAsked,
    });
    if (started === 'stopped') return exitCodes.done;
    if (!started.ok) return refuse(output, started.issues, exitCodes.surroundings, asJson);
    const { desk, authorities } = started.value;
    if (asJson)
      output.line(
        JSON.stringify({ ready: true, desk, authorities: authorities.map(({ key, name, address }) => ({ key, name, address })) }),
      );
    else output.line(readyText(authorities, desk, folder));
    const lost = await Promise.race([stopAsked.then(() => null), started.value.lost]);
    if (lost === null) onProgress('\nStopping ...');
    else output.problem(`${lost} ended by itself; the demonstration stops. See server.log in its folder below ${folder}.`);
    await started.value.stop();
    onProgress('Stopped.');
    return lost === null ? exitCodes.done : exitCodes.surroundings;
  },
};

function readyText(authorities: readonly DemoListing[], desk: string, folder: string): string {
  const width = Math.max(...authorities.flatMap(({ officers }) => officers.map(({ email }) => email.length)));
  const parts = authorities.map(({ name, address, officers }) => {
    const rows = officers.map(({ email, password, roles }) => `    ${email.padEnd(width)}  ${password}  ${roles.join(', ')}`);
    return [`  ${address}   ${name}`, ...rows, ''].join('\n');
  });
  return `
Ready.

${parts.join('\n')}
  ${desk}   the desk: every officer with password and current six-digit code

Ctrl-C stops it; the data stays in ${folder}.`;
}
