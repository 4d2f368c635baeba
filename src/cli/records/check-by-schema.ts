// SPDX-License-Identifier: Apache-2.0
/**
 * A file against the official schema of its format, where the authority has it at hand: the last word, beside our own table.
 *
 * The schema is a file that the caller names; it is asked without network, and the file is held in memory, so it is limited.
 */
import type { XmlDocument } from 'libxml2-wasm';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { readGivenFile } from '../read-file.ts';

/** What the schema's checker holds in memory at once. */
const schemaCheckBytesMax = 64 * 1_048_576;

export interface SchemaFault {
  readonly line: number;
  readonly path: string;
  readonly problem: string;
}

/** What the schema says against the file; nothing where it is valid. */
export async function checkBySchema(file: string, schema: string): Promise<Result<readonly SchemaFault[]>> {
  const rules = await readGivenFile(schema, schemaCheckBytesMax);
  if (!rules.ok) return rules;
  const bytes = await readGivenFile(file, schemaCheckBytesMax);
  if (!bytes.ok) return bytes;
  // Loaded here, since whoever names no schema does without it.
  const xml = await import('libxml2-wasm');
  const read = parsed(xml.XmlDocument, schema, rules.value);
  if (!read.ok) return read;
  using rulesDocument = read.value;
  const document = parsed(xml.XmlDocument, file, bytes.value);
  if (!document.ok) return document;
  using checkedDocument = document.value;
  try {
    using validator = xml.XsdValidator.fromDoc(rulesDocument);
    validator.validate(checkedDocument);
    return ok([]);
  } catch (error) {
    if (!(error instanceof xml.XmlValidateError))
      return fail(schema, 'It is not a schema that can be applied.', 'Give the XSD file of the format.');
    const { details } = error;
    return ok(details.map(({ line, xpath, message }) => ({ line, path: xpath ?? '/', problem: message.trim() })));
  }
}

function parsed(documents: typeof XmlDocument, name: string, bytes: Uint8Array): Result<XmlDocument> {
  try {
    return ok(documents.fromBuffer(bytes));
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n')[0] : 'it cannot be read';
    return fail(name, `The XML is not well formed: ${said ?? ''}`, 'Send the file again, whole.');
  }
}
