// SPDX-License-Identifier: Apache-2.0
/** `comity bundle places`: what a bundle shows and could withhold, place by place and without any value. */
import { limits } from '../../kernel/index.ts';
import { type BodyPlace, realSuites } from '../../seals/index.ts';
import { placesInBundle } from '../../verifier/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const bundlePlaces: Command = {
  name: 'bundle places',
  summary: 'lists the places of a bundle that can be withheld, without their values',
  help: `
  FILE                   the bundle, a ZIP file
  --json                 prints the list as JSON

Each line is a place as --withhold and --hide take it, and what kind of thing stands there.
Exit code 0: listed; 1: no bundle; 2: wrongly used.

  ./comity bundle places case.zip`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'FILE', problem: 'Give exactly one bundle.', remedy: 'See ./comity bundle places --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, limits.bundleBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const listed = placesInBundle(bytes.value, realSuites);
    if (!listed.ok) return refuse(output, listed.issues, exitCodes.no, asJson);
    if (asJson) {
      output.line(JSON.stringify(listed.value.map(({ kind, places }, index) => ({ number: index + 1, kind, places }))));
      return exitCodes.done;
    }
    for (const [index, { kind, places }] of listed.value.entries()) {
      output.line(`${index + 1}  ${kind}`);
      for (const place of places.slice(1)) output.line(`${index + 1}${place.pointer}  ${words(place)}`);
    }
    return exitCodes.done;
  },
};

function words({ kind, size }: BodyPlace): string {
  if (kind === 'object') return `object, ${size} member${size === 1 ? '' : 's'}`;
  if (kind === 'array') return `array, ${size} element${size === 1 ? '' : 's'}`;
  return kind === 'text' ? `text, ${size} character${size === 1 ? '' : 's'}` : kind;
}
