// SPDX-License-Identifier: Apache-2.0
/** The typefaces, read once from the package that brings them: the room's only disk. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Typefaces {
  readonly plain: Uint8Array;
  readonly strong: Uint8Array;
  readonly mono: Uint8Array;
}

let kept: Typefaces | null = null;

/** Throws when the package is not installed: the installation is broken then. */
export function typefaces(): Typefaces {
  kept ??= { plain: read('DejaVuSans.ttf'), strong: read('DejaVuSans-Bold.ttf'), mono: read('DejaVuSansMono.ttf') };
  return kept;
}

function read(file: string): Uint8Array {
  return readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)));
}
