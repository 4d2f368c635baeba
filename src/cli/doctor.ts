// SPDX-License-Identifier: Apache-2.0
/**
 * `comity doctor`: looks at everything a server needs and says what is wrong and what to do. It changes nothing, but for
 * bringing a database of an earlier version up to date, as every start does.
 *
 * A running server's embedded database is read by its own socket, as a backup does.
 */
import { type Command, exitCodes, refuse } from './command.ts';
import { type Finding, lookAtSurroundings } from './doctor/surroundings.ts';
import { lookAtPeerPort } from './doctor/peer-port-findings.ts';
import { lookAtKeys } from './doctor/key-findings.ts';
import { lookAtDatabase } from './doctor/database-findings.ts';
import { readConfiguration, systemClock } from '../server/index.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'looks at everything a server needs and says what to do about what is wrong',
  help: `
  --json                 prints the findings as JSON

It looks at: the version of Node, PostgreSQL's programs, the data folder and the modes of its files, keys against the key
history, their ages and the plan for sealing, roots beside the server, the last backup, the ports and the transport key, the
database, its clock and the free space, and of each peer when it was heard, its clock, its keys and what waits for it. Exit code 0: nothing
is wrong (there may be warnings); 1: something is.

  COMITY_FOLDER=/srv/comity/xa COMITY_PORT=7101 ./comity doctor`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.no, asJson);
    const around = await lookAtSurroundings(configuration.value);
    const inside = around.isReady ? await lookAtDatabase(configuration.value, around.isRunning) : [];
    const peerPort = around.isReady ? await lookAtPeerPort(configuration.value) : [];
    const keys = around.isReady ? await lookAtKeys(configuration.value, systemClock()) : [];
    const findings: readonly Finding[] = [...around.findings, ...keys, ...peerPort, ...inside];
    if (asJson) output.line(JSON.stringify({ findings }));
    else for (const { state, about, sentence } of findings) output.line(`${marks[state]}  ${about}: ${sentence}`);
    return findings.some((finding) => finding.state === 'wrong') ? exitCodes.no : exitCodes.done;
  },
};

const marks = { good: 'good   ', warning: 'warning', wrong: 'WRONG  ' } as const;
