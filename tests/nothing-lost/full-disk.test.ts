// SPDX-License-Identifier: Apache-2.0
//
// A disk that is really full: the recipient's PostgreSQL lies on a small file system of its own, which something else fills up. What
// docs/guides/delivery.md says must then be so: nothing is admitted that does not fit, no receipt says otherwise, what is there can be
// read, and with room again everything goes on, once. Where PostgreSQL ends, its server ends with it and is started again, as a
// service manager does.
//
// It takes an account that may mount; elsewhere it says so and is skipped. tests/scenarios/outages.test.ts tells the same of a
// PostgreSQL that refuses to write, everywhere.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type Child, makeFriends, removeTwo, startTwo } from '../../bench/exchange/two-authorities.ts';
import { allEnded, assertPromises, endMsMax, keptOf, startAgain } from './pair.ts';

const run = promisify(execFile);
/** A new cluster with its first log segments takes a hundred. */
const diskMb = 192;
const times = 60;
const batch = 10;
/** Far more than fits between the pages that are there already. */
const batchesMax = 60;
/** A batch of which one has not ended by then waits for room. */
const quietMs = 5000;

describe('a disk that is full', () => {
  const children: Child[] = [];
  let folder = '';
  let disk = '';
  after(async () => {
    for (const child of children) {
      child.strikeDown();
      await child.ended();
    }
    if (disk !== '') await run('umount', ['--lazy', disk]).catch(() => undefined);
    if (folder !== '') await removeTwo(folder);
  });

  it('admits nothing that does not fit, and with room again everything goes on, once', async (context) => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-full-disk-'));
    await chmod(folder, 0o711);
    const wanted = path.join(folder, 'XB');
    await mkdir(wanted);
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=0711`, 'tmpfs', wanted]).catch(
      (error: unknown) => error,
    );
    if (mounted instanceof Error) return context.skip('this account may not mount a file system');
    disk = wanted;
    const [xa, xb] = await startTwo({ folder, haste: { times, sinceMs: Date.now() } }, children);
    const digest = await makeFriends(xa, xb);
    for (const child of children) await child.tell({ do: 'run' });
    const queue = (from: Child, to: Child, count: number): Promise<unknown> =>
      from.tell({ do: 'queue', peer: to.made.authorityId, digest, count });
    await queue(xa, xb, 1);
    await allEnded({ xa, xb, digest });

    const filler = path.join(disk, 'filler');
    await fill(filler);
    const [ended, isEnded] = watchEnd(xb);
    let queued = 1;
    for (let batches = 0; batches < batchesMax && !(await isStuck(xa)); batches++) {
      await queue(xa, xb, batch);
      queued += batch;
    }
    const waiting = (await keptOf(xa)).outbox.filter(([, state]) => state !== 'delivered').length;
    assert.ok(waiting > 0, `the disk took ${queued} dispatches`);
    if (!isEnded()) {
      const there = await keptOf(xb);
      const sentBefore = there.outbox.length;
      const said = (await keptOf(xa)).outbox.filter(([, state]) => state === 'delivered').map(([one]) => one);
      for (const one of said) assert.ok((await keptOf(xb)).effects.includes(one), 'P2: a receipt is given for what is there');
      const refused = await queue(xb, xa, batchesMax * batch).then(
        () => null,
        (error: unknown) => String(error),
      );
      if (!isEnded()) assert.match(refused ?? 'it was queued', /No space left on device|ended/);
      if (!isEnded()) assert.ok((await keptOf(xb)).outbox.length < sentBefore + batchesMax * batch, 'what did not fit was not queued');
    }
    const hasEnded = isEnded();

    await rm(filler);
    if (hasEnded) {
      await ended;
      await startAgain(xb);
    }
    const after = await allEnded({ xa, xb, digest });
    assertPromises(after);
    assert.equal(after.xa.outbox.length, queued);
    const how = hasEnded ? 'PostgreSQL ended and was started again' : 'PostgreSQL went on';
    context.diagnostic(`${queued} dispatches, of which ${waiting} waited for room; ${how}; 0 lost, 0 doubled`);
  });
});

function watchEnd(child: Child): readonly [ended: Promise<void>, isEnded: () => boolean] {
  let isOver = false;
  const ended = child.ended().then(() => void (isOver = true));
  return [ended, () => isOver];
}

/** Until not one byte more fits. */
async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let bytes = 1_048_576; bytes >= 512; bytes /= 2) {
      const part = Buffer.alloc(bytes);
      for (;;) {
        const written = await handle.write(part).catch((error: unknown) => error as NodeJS.ErrnoException);
        if (written instanceof Error) assert.equal(written.code, 'ENOSPC');
        if (written instanceof Error || written.bytesWritten < bytes) break;
      }
    }
  } finally {
    await handle.close();
  }
}

/** Whether something of what was queued still waits after a while. */
async function isStuck(child: Child): Promise<boolean> {
  for (const started = Date.now(); Date.now() - started < Math.min(quietMs, endMsMax); await delay(50))
    if ((await keptOf(child)).outbox.every(([, state]) => state === 'delivered')) return false;
  return true;
}
