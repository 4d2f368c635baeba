// SPDX-License-Identifier: Apache-2.0
/**
 * `comity doctor`: looks at everything a server needs and says what is wrong and what to do. It changes nothing, but for
 * bringing a database of an earlier version up to date, as every start does.
 *
 * A running server holds its embedded database for itself. Then the doctor asks the server whether it is well, and says which
 * questions only a stopped server, or DATABASE_URL, can answer.
 */
import { type Command, exitCodes, refuse } from './command.ts';
import { type Finding, lookAtSurroundings } from './doctor/surroundings.ts';
import { lookAtPeerPort } from './doctor/peer-port-findings.ts';
import { lookAtDatabase } from './doctor/database-findings.ts';
import { readConfiguration } from '../server/index.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'looks at everything a server needs and says what to do about what is wrong',
  help: `
  --json                 prints the findings as JSON

It looks at: the version of Node, PostgreSQL's programs, the data folder and the modes of its files, keys against the key
history, the ports and the transport key, the database and its clock, peers, and dispatches that wait. Exit code 0: nothing
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
    const findings: readonly Finding[] = [...around.findings, ...peerPort, ...inside];
    if (asJson) output.line(JSON.stringify({ findings }));
    else for (const { state, about, sentence } of findings) output.line(`${marks[state]}  ${about}: ${sentence}`);
    return findings.some((finding) => finding.state === 'wrong') ? exitCodes.no : exitCodes.done;
  },
};

const marks = { good: 'good   ', warning: 'warning', wrong: 'WRONG  ' } as const;
