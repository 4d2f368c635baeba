// SPDX-License-Identifier: Apache-2.0
/** Finds the command by its words, prints help where it is asked for, reads the options, runs it, and gives its exit code. */
import { cliReference } from './cli-reference.ts';
import { type Command, exitCodes, type Output, readWords } from './command.ts';
import { allCommands, commandOf } from './commands.ts';

export async function runCommand(words: readonly string[], output: Output): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    output.line(await (words[1] === '--reference' ? cliReference() : overview()));
    return words.length === 0 ? exitCodes.wrongUse : exitCodes.done;
  }
  const command = await commandOf(words);
  if (command === null) return tellCommands(words, output);
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    output.line(helpOf(command));
    return exitCodes.done;
  }
  const given = readWords(command, rest);
  if (typeof given === 'string') {
    output.problem(`${given}\n\n${helpOf(command)}`);
    return exitCodes.wrongUse;
  }
  return command.run(given, output);
}

/** Of words that are no command: those that begin with the first of them, or else all. */
async function tellCommands(words: readonly string[], output: Output): Promise<number> {
  const all = await allCommands();
  const ofWord = all.filter(({ name }) => name.startsWith(`${words[0]} `));
  if (ofWord.length > 0 && words[1] === '--help') {
    output.line(listed(ofWord));
    return exitCodes.done;
  }
  const isUnfinished = ofWord.length > 0 && words.length === 1;
  const problem = isUnfinished ? `Say which "${words[0]}" command.` : `There is no command "${words.slice(0, 2).join(' ')}".`;
  output.problem(`${problem}\n\n${listed(ofWord.length === 0 ? all : ofWord)}`);
  return exitCodes.wrongUse;
}

function helpOf(command: Command): string {
  return `${command.name}: ${command.summary}\n\n${command.help.replace(/^\n/, '').trimEnd()}`;
}

const overview = async (): Promise<string> => listed(await allCommands());

function listed(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const rows = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `Comity: international cooperation between authorities, carried out.\n\n${rows.join('\n')}\n\n./comity COMMAND --help explains each with an example.`;
}
