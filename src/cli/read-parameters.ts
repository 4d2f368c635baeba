// SPDX-License-Identifier: Apache-2.0
/** Parameters that a command is given for detectors: by detector and parameter, each held against the detector's own table. */
import { z } from 'zod';
import { failWith, type Issue, ok, type ParameterTable, type ParameterValues, type Result } from '../kernel/index.ts';
import { readJsonFile } from './read-file.ts';

export async function readParameters(
  file: string | null,
  find: (id: string) => Result<{ readonly parameters: ParameterTable }>,
): Promise<Result<Readonly<Record<string, ParameterValues>>>> {
  if (file === null) return ok({});
  const read = await readJsonFile(
    file,
    z.record(z.string(), z.record(z.string(), z.number())),
    'Give { "detector": { "parameter": number } }.',
  );
  if (!read.ok) return read;
  const issues = Object.entries(read.value).flatMap(([id, values]): readonly Issue[] => {
    const detector = find(id);
    if (!detector.ok) return detector.issues;
    const known = Object.keys(detector.value.parameters);
    return Object.keys(values)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: `${file}: ${id}.${name}`,
        problem: 'There is no such parameter.',
        remedy: `It has ${known.join(', ')}.`,
      }));
  });
  return issues.length > 0 ? failWith(issues) : ok(read.value);
}
