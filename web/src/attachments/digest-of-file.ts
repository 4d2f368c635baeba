// SPDX-License-Identifier: Apache-2.0
/** The digest of a file, computed here, so that the file itself stays where it is. */
export async function digestOfFile(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
