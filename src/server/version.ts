// SPDX-License-Identifier: Apache-2.0
/** The version of the program, as package.json says it: read once, when the program starts. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageFile = z.looseObject({ version: z.string() });

export const version: string = packageFile.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;
