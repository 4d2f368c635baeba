// SPDX-License-Identifier: Apache-2.0
/** `comity evidence offer`: hands an item of evidence over to the other authority of its case, at the authority's own server. */
import { type OfferItemWire, offerItemSchema } from '../../evidence/index.ts';
import { itemDetailSchema } from '../../evidence/wire.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const evidenceOffer: Command = {
  name: 'evidence offer',
  summary: 'offers an item of evidence to the other authority of its case: for good, on loan, or back',
  help: `
  CASE ITEM              the case, req_..., and the item
  --manner WORD          transfer (for good), loan, or return (of what was lent)
  --due MOMENT           of a loan: when it is due back, as 2026-12-24T12:00:00.000Z
  --purpose TEXT         what for
  --carrier TEXT         with whom it travels
  --note TEXT            anything the other side must know; may be left out
${signInHelp}
  --json                 prints the item as JSON

The item goes with its whole custody log, under the agreement's own conditions, once a second officer has approved it. Exit code 0:
prepared; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity evidence offer req_01jd8v4k evi_01jd8v4m --manner loan --due 2026-12-24T12:00:00.000Z \\
    --purpose 'Reading its seed' --carrier 'Courier of the court' --officer preparer@xb.example --code 123456`,
  options: {
    json: { type: 'boolean' },
    manner: { type: 'string' },
    due: { type: 'string' },
    purpose: { type: 'string' },
    carrier: { type: 'string' },
    note: { type: 'string' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, itemId, ...others] = given.words;
    if (caseId === undefined || itemId === undefined || others.length > 0) {
      const issue = { path: 'CASE ITEM', problem: 'Name a case and one of its items.', remedy: 'See ./comity evidence offer --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const offer = offerOf(given);
    if (!offer.ok) return refuse(output, offer.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const item = `/api/evidence/cases/${encodeURIComponent(caseId)}/items/${encodeURIComponent(itemId)}`;
    const offered = await session.value.send('POST', `${item}/hand-overs`, offer.value);
    await session.value.end();
    if (!offered.ok) return refuse(output, offered.issues, exitCodes.no, asJson);
    const { row } = itemDetailSchema.parse(offered.value);
    if (asJson) output.line(JSON.stringify(row));
    else output.line(`${row.title}: offered (${offer.value.manner}). It goes when a second officer has approved it.`);
    return exitCodes.done;
  },
};

function offerOf(given: Given): Result<OfferItemWire> {
  const parsed = offerItemSchema.safeParse({
    manner: given.text('manner'),
    dueAt: given.text('due'),
    purpose: given.text('purpose'),
    carrier: given.text('carrier'),
    note: given.text('note') ?? '',
    limits: null,
  });
  if (parsed.success) return ok(parsed.data);
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  return fail(`--${name === 'dueAt' ? 'due' : name}`, 'It is missing, or not what is asked for.', 'See ./comity evidence offer --help.');
}
