// SPDX-License-Identifier: Apache-2.0
/**
 * What each kind of term is for, who applies it, where it comes from, and an example: the reference page of the language, written
 * once. A test reads every example as a term, and sees that no kind is missing.
 */
import { askingEntries } from './asking-entries.ts';
import { givingEntries } from './giving-entries.ts';
import { lifeEntries } from './life-entries.ts';
import type { TermEntries } from './term-entry.ts';
import type { TermKind } from './term-schema.ts';

export const termCatalogue: TermEntries<TermKind> = { ...askingEntries, ...givingEntries, ...lifeEntries };
