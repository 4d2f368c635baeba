// SPDX-License-Identifier: Apache-2.0
//
// The officers' work in a real browser: the longest part, so the first to start.
import { loadTests } from './load-tests.ts';

await loadTests('tests/browser/**/*.test.ts');
