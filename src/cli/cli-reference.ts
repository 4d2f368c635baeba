// SPDX-License-Identifier: Apache-2.0
/** docs/reference/cli.md, printed by `comity help --reference`: every command with its help, from the table that runs them. */
import { allCommands } from './commands.ts';

export async function cliReference(): Promise<string> {
  const parts = (await allCommands()).map(
    ({ name, summary, help }) => `## ${name}\n\n${capital(summary)}.\n\n\`\`\`text\n${help.replace(/^\n/, '')}\n\`\`\`\n`,
  );
  return `# Command line

For operators. \`./comity\` from the project's folder, or through a link to it from anywhere. This page is made from the commands'
own help; \`./comity COMMAND --help\` prints the same.

Exit codes mean the same everywhere: 0 done, or yes; 1 an answer that is no (refused, invalid, rows rejected); 2 wrongly used;
3 the surroundings do not allow it (folder, port, database, network). With \`--json\` answers and failures are JSON on standard
output; without it failures go to standard error. The log of a server goes to standard error, one line of JSON each.

${parts.join('\n').trimEnd()}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
