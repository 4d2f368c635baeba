// SPDX-License-Identifier: Apache-2.0
/**
 * The container of a workbook: a ZIP of its parts, in their order, compressed, with one fixed date. Pure.
 *
 * The container of an evidence bundle (room seals) is another thing: it is stored so that a reader can be strict, and its paths cannot
 * hold the brackets that a workbook's first part has in its name.
 * Source: the .ZIP File Format Specification 6.3 (APPNOTE), sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  /** ASCII. */
  readonly path: string;
  readonly text: string;
}

const deflated = 8;
/** 1 January 1980, the first day the format knows. */
const dosDate = 0x0021;

export function zipOf(parts: readonly Part[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let at = 0;
  for (const { path, text } of parts) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content);
    const name = Buffer.from(path, 'ascii');
    // What both headers say, from "version needed to extract" to "length of the extra field".
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflated, 4);
    fields.writeUInt16LE(dosDate, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    centrals.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), fields, tail, name]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return new Uint8Array(Buffer.concat([...locals, directory, signature(0x06054b50), end]));
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
