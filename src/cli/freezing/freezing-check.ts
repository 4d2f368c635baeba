// SPDX-License-Identifier: Apache-2.0
/** `comity freezing check`: whether the certificate of an order is complete and its amounts add up, without a server. */
import { checkOrder } from '../../freezing/index.ts';
import { type OrderWire, orderSchema } from '../../freezing/wire.ts';
import { formatMoney, isCurrency } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';

const assistanceOf = { freezing: 'freeze', confiscation: 'confiscation', suspension: 'suspend-movement' } as const;

export const freezingCheck: Command = {
  name: 'freezing check',
  summary: 'checks the certificate of an order to freeze or confiscate',
  help: `
  ORDER                  the certificate as JSON
  --with FILE            a certificate of the same order to another state; may be given several times
  --json                 prints what is wrong as JSON

Says what is missing, and whether the amounts in all states come to more than the order. Exit code 0: in order; 1: something is
wrong; 2: wrongly used, or no certificate.

  ./comity freezing check examples/freezing/order-xa-to-xb.json --with examples/freezing/order-xa-to-xc.json`,
  options: { with: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'ORDER', problem: 'Name exactly one certificate.', remedy: 'See ./comity freezing check --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const read = await readJsonFile(file, orderSchema, 'Give a certificate as JSON.');
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const sent: { counterpart: string; order: OrderWire }[] = [];
    for (const other of given.texts('with')) {
      const one = await readJsonFile(other, orderSchema, 'Give a certificate as JSON.');
      if (!one.ok) return refuse(output, one.issues, exitCodes.wrongUse, asJson);
      sent.push({ counterpart: other, order: one.value });
    }
    const order = read.value;
    const issues = checkOrder(order, assistanceOf[order.kind], sent);
    if (asJson) output.line(JSON.stringify({ orderId: order.orderId, issues }));
    else {
      output.line(`${order.kind} by ${order.court}, ${order.reference}: ${sumOf(order, order.property.hereMinor)} here`);
      for (const { path, problem, remedy } of issues) output.line(`  ${path}: ${problem} ${remedy}`);
      if (issues.length === 0) output.line(`  In order; ${sumOf(order, order.property.totalMinor)} in all states.`);
    }
    return issues.length > 0 ? exitCodes.no : exitCodes.done;
  },
};

function sumOf(order: OrderWire, minor: string): string {
  const { currency } = order.property;
  return isCurrency(currency) ? `${formatMoney({ amountMinor: BigInt(minor), currency })} ${currency}` : `${minor} ${currency}`;
}
