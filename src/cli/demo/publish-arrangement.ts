// SPDX-License-Identifier: Apache-2.0
/** The second authority publishes its arrangement with the first, and the third, which is no party, takes it in. */
import { z } from 'zod';
import { agreementDetailSchema, agreementRowSchema, publishedRowSchema } from '../../agreements/wire.ts';
import { ok, type Result } from '../../kernel/index.ts';
import type { Seat } from './ceremony.ts';

/** Of the agreements of the publisher that the third is no party to, those with a clause on publication. Doing it again changes nothing. */
export async function publishArrangement(publisher: Seat, third: Seat): Promise<Result<null>> {
  const here = await third.administrator.get('/api/agreements/published');
  if (!here.ok) return here;
  if (z.array(publishedRowSchema).parse(here.value).length > 0) return ok(null);
  const rows = await publisher.administrator.get('/api/agreements');
  if (!rows.ok) return rows;
  for (const { ref, parties } of z.array(agreementRowSchema).parse(rows.value)) {
    if (parties.some(({ authorityId }) => authorityId === third.authorityId)) continue;
    const address = `/api/agreements/${encodeURIComponent(ref.digest)}`;
    const detail = await publisher.administrator.get(address);
    if (!detail.ok) return detail;
    const { terms } = agreementDetailSchema.parse(detail.value).document;
    if (!terms.some((term) => term.kind === 'publication' && term.isPublished)) continue;
    const file = await publisher.administrator.orderFile(`${address}/publication`, {});
    if (!file.ok) return file;
    const taken = await third.administrator.sendBytes('/api/agreements/published', file.value);
    if (!taken.ok) return taken;
  }
  return ok(null);
}
