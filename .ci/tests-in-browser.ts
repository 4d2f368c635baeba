// SPDX-License-Identifier: Apache-2.0
//
// The officers' work in a real browser, in the demonstration: the longest part, so the first to start.
import { loadTests, withOwnAuthorities } from './load-tests.ts';

await loadTests(`tests/browser/!(${withOwnAuthorities.join('|')}).test.ts`, 'tests/browser/*/**/*.test.ts');
