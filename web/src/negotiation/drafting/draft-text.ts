// SPDX-License-Identifier: Apache-2.0
/** The text of a draft as it is kept: the document, as a person would read it in a file. */
import type { AgreementWire } from '../../../../src/agreements/wire.ts';

export function draftTextOf(document: AgreementWire): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
