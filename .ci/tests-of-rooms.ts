// SPDX-License-Identifier: Apache-2.0
//
// The tests that lie beside the code, room by room, and those of the workplace.
import { loadTests } from './load-tests.ts';

await loadTests('src/**/*.test.ts', 'web/**/*.test.ts');
