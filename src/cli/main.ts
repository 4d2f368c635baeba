// SPDX-License-Identifier: Apache-2.0
/**
 * cli: the command line. Each command is a file of its own and a row of the table in commands.ts; none holds a rule, each calls
 * the front door of a room.
 *
 * A small worked case. An operator makes an authority and starts it; a court checks what came of it, on a machine without any
 * server:
 *
 *     ./comity init --name "Securities Commission of Xandria" --jurisdiction XA ...
 *     ./comity serve
 *     ./comity verify case-req_01jd8v4k.zip
 *     proven: Financial Intelligence Unit of Xebria received it on 2026-11-20T15:30:00.000Z, under clause 4
 *
 * What each does is said by `./comity COMMAND --help`, and all of it in docs/reference/cli.md, which is made from the same text.
 *
 * What works without a server: `agreements ...`, `verify`, `doctor`, `init`. What must have an officer (`records import`, `bundle
 * export`) signs in at the running server like a browser, so that rights and log are the same.
 *
 * Exit codes: 0 done or yes, 1 no, 2 wrongly used, 3 the surroundings do not allow it. Answers go to standard output, what is
 * wrong to standard error; with `--json` both are JSON on standard output.
 *
 * What it does not do: it asks no questions, so every command can stand in a script; and it opens no database that a running
 * server holds.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What Node compiled is kept beside the packages, which halves the start of a command: so all else is imported after this. Where that
// folder cannot be written, it is compiled each time, as for `./comity serve`, which says so (serverEnvironment in src/server/machine).
enableCompileCache(path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled'));
const { runCommand } = await import('./run-command.ts');

// Whoever reads the answer may have seen enough, as `head` does; that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  line: (text) => void process.stdout.write(`${text}\n`),
  problem: (text) => void process.stderr.write(`${text}\n`),
});
