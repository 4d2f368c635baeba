// SPDX-License-Identifier: Apache-2.0
/** `comity gathering check`: whether an order for evidence or a letter of request holds what it must, without a server. */
import { assistanceKindSchema } from '../../agreements/wire.ts';
import { checkGatheringOrder } from '../../gathering/index.ts';
import { gatheringOrderSchema } from '../../gathering/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';

export const gatheringCheck: Command = {
  name: 'gathering check',
  summary: 'checks an investigation order, an order to preserve or a letter of request',
  help: `
  ORDER                  the order as JSON
  --for KIND             what is asked, as statement or transaction-records; may be left out for an order to preserve
  --json                 prints what is wrong as JSON

Says what commonly gets an order sent back. Exit code 0: in order; 1: something is wrong; 2: wrongly used, or no order.

  ./comity gathering check examples/gathering/investigation-order.json --for transaction-records`,
  options: { for: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'ORDER', problem: 'Name exactly one order.', remedy: 'See ./comity gathering check --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const read = await readJsonFile(file, gatheringOrderSchema, 'Give an order as JSON.');
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const order = read.value;
    const asked = assistanceKindSchema.safeParse(given.text('for') ?? (order.kind === 'preservation' ? 'preserve-data' : ''));
    if (!asked.success) {
      const issue = { path: '--for', problem: 'Say what is asked.', remedy: 'Give a kind of assistance, such as transaction-records.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const issues = checkGatheringOrder(order, asked.data);
    if (asJson) output.line(JSON.stringify({ orderId: order.orderId, issues }));
    else {
      output.line(`${order.kind.replaceAll('-', ' ')} by ${order.issuer}, ${order.reference}: ${order.sought.length} sought`);
      for (const { path, problem, remedy } of issues) output.line(`  ${path}: ${problem} ${remedy}`);
      if (issues.length === 0) output.line('  In order.');
    }
    return issues.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
