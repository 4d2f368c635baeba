// SPDX-License-Identifier: Apache-2.0
/** The flow engine of a server, in a thread of its own. */
import { findMovementLayout, formatOfFile, movementLayouts } from '../../columns/index.ts';
import type { FlowEngine, FlowSource } from '../../findings/index.ts';
import { shapes } from '../../flows/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { openEngineThread } from '../engines/engine-thread.ts';
import type { FlowJob, FlowValue } from './flow-work.ts';

type Unsent<Job> = Job extends FlowJob ? Omit<Job, 'source'> : never;

export interface OpenFlowEngine extends FlowEngine {
  readonly close: () => Promise<void>;
}

export function openFlowEngine(): OpenFlowEngine {
  const thread = openEngineThread<FlowJob, FlowValue>(new URL('./flow-thread.ts', import.meta.url), 'flow');
  const ask = async <Value>({ bytes, ...source }: FlowSource, job: Unsent<FlowJob>): Promise<Result<Value>> =>
    (await thread.ask((sent: readonly Uint8Array[] | null) => ({ ...job, source: { ...source, bytes: sent } }), bytes)) as Result<Value>;
  return {
    layoutOf,
    look: (source) => ask(source, { kind: 'look' }),
    trace: (source, order, self) => ask(source, { kind: 'trace', order, self }),
    shapes: shapes.map(({ id, title, definition, source, lookAlikes }) => ({ id, title, definition, source, lookAlikes })),
    findShapes: (source, ids) => ask(source, { kind: 'shapes', shapes: ids }),
    expose: (source, order) => ask(source, { kind: 'expose', order }),
    lookAround: (source, order) => ask(source, { kind: 'around', order }),
    ramps: (source, order) => ask(source, { kind: 'ramps', order }),
    clawback: (source, order) => ask(source, { kind: 'clawback', order }),
    liquidity: (source, order) => ask(source, { kind: 'liquidity', order }),
    planFreeze: (source, order) => ask(source, { kind: 'freeze', order }),
    close: thread.close,
  };
}

function layoutOf(fileName: string, name: string): Result<string> {
  const layout = findMovementLayout(name);
  if (layout === null) return fail('layout', `There is no layout "${name}".`, `Choose of ${movementLayouts.join(', ')}.`);
  if (layout.kind === 'whole') return ok(layout.format);
  const format = formatOfFile(fileName);
  return format === null ? fail(fileName, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet.') : ok(format);
}
