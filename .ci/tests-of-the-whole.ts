// SPDX-License-Identifier: Apache-2.0
//
// The tests of the whole: stories over several authorities, kills, commands, the form of the project itself.
import { loadTests } from './load-tests.ts';

await loadTests('tests/*.test.ts', 'tests/!(browser)/**/*.test.ts');
