// SPDX-License-Identifier: Apache-2.0
/** The call that says what of a trace could be seized. */
import type { z } from 'zod';
import { clawbackAnswerSchema, type clawbackOrderSchema } from '../../../src/findings/clawback/wire.ts';
import { callServer } from '../calls/call-server.ts';

export function showClawback(trace: string, order: z.input<typeof clawbackOrderSchema>) {
  return callServer('POST', `/api/findings/traces/${encodeURIComponent(trace)}/clawback`, clawbackAnswerSchema, { json: order });
}
