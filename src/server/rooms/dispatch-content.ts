// SPDX-License-Identifier: Apache-2.0
/** How the content of a room becomes a dispatch's. */
import { strict as assert } from 'node:assert';
import type { QueueContent } from '../../assistance/index.ts';
import type { DispatchContent } from '../../exchange/index.ts';
import { dispatchKinds, dispatchSchema } from '../../exchange/wire.ts';
import type { OnwardContent } from '../../onward/index.ts';

/** A room names its kinds and conditions as plain values; what the wire does not know is a broken assumption of that room. */
export function dispatchContent(content: QueueContent | OnwardContent): DispatchContent {
  const kind = dispatchKinds.find((known) => known === content.kind);
  assert(kind !== undefined, `"${content.kind}" is no kind of dispatch`);
  return { ...content, kind, conditions: dispatchSchema.shape.conditions.parse(content.conditions) };
}
