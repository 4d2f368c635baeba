// SPDX-License-Identifier: Apache-2.0
/** What the wire documents of this room are made of: a text and an identifier. */
import { z } from 'zod';
import { storableText } from '../kernel/wire.ts';

export const text = storableText.max(20_000);
export const id = z.string().max(80);
