// SPDX-License-Identifier: Apache-2.0
/**
 * Every schema of every room's wire, by name, so that the API document names each once and refers to it.
 *
 * The name is that of the constant without its ending: `caseDetailSchema` is `caseDetail`.
 */
import { z } from 'zod';
import * as agreements from '../../agreements/wire.ts';
import * as assistance from '../../assistance/wire.ts';
import * as audit from '../../audit/wire.ts';
import * as conditions from '../../conditions/wire.ts';
import * as exchange from '../../exchange/wire.ts';
import * as negotiation from '../../negotiation/wire.ts';
import * as officers from '../../officers/wire.ts';
import * as records from '../../records/wire.ts';
import * as reporting from '../../reporting/wire.ts';

const rooms: readonly object[] = [agreements, assistance, audit, conditions, exchange, negotiation, officers, records, reporting];

export const wireSchemas: readonly (readonly [name: string, schema: z.ZodType])[] = rooms.flatMap((room) =>
  Object.entries(room).flatMap(([name, value]: [string, unknown]) =>
    value instanceof z.ZodType ? [[name.replace(/Schema$/, ''), value] as const] : [],
  ),
);
