// SPDX-License-Identifier: Apache-2.0
//
// Loaded before the tests (`--require`), by the process that adds up and by each that runs a part. With `--test-force-exit` a process
// exits although its output may still wait for a slow reader: tests were missing from the summary, and the summary from the log.
// So it exits once all of it is read; with its arguments as they came, since an `undefined` would take the exit code back that was set.
const exit = process.exit.bind(process);
process.exit = ((...code) => void process.stdout.write('', () => exit(...code))) as typeof process.exit;
