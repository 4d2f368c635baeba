// SPDX-License-Identifier: Apache-2.0
//
// The stories in a real browser that need no demonstration: they begin when another part has ended, and fill the time until the last has.
import { loadTests, withOwnAuthorities } from './load-tests.ts';

await loadTests(`tests/browser/{${withOwnAuthorities.join(',')}}.test.ts`);
