// SPDX-License-Identifier: Apache-2.0
/** The call of exposure to listed addresses. */
import type { z } from 'zod';
import { exposureAnswerSchema, type exposureOrderSchema } from '../../../src/findings/exposures/wire.ts';
import { callServer } from '../calls/call-server.ts';

export function computeExposure(order: z.input<typeof exposureOrderSchema>) {
  return callServer('POST', '/api/findings/exposures', exposureAnswerSchema, { json: order });
}
