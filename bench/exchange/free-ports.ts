// SPDX-License-Identifier: Apache-2.0
/**
 * Ports for servers of a test or a bench, so that two runs beside each other on one machine do not take each other's.
 *
 * They lie below those that the system gives out to outgoing connections, since a server that is struck down and starts again must
 * find its own port still free. Of each hundred the last port stays open as a sign for as long as this process lives: between two
 * starts the others are free, and nobody else takes them for free.
 */
import { createServer } from 'node:net';

const [firstBase, lastBase, step] = [18_400, 30_900, 100];

/** The first of so many ports, one after the other, that nobody listens on and no other run has taken. */
export async function takePortBase(count: number): Promise<number> {
  for (let base = firstBase; base <= lastBase; base += step) {
    const sign = createServer().unref();
    if (!(await opens(sign, base + step - 1))) continue;
    if (await areFree(base, count)) return base;
    sign.close();
  }
  throw new Error(`no free ports between ${firstBase} and ${lastBase}; end other runs of these tests`);
}

async function areFree(base: number, count: number): Promise<boolean> {
  for (let port = base; port < base + count; port++) {
    const probe = createServer();
    if (!(await opens(probe, port))) return false;
    await new Promise((closed) => probe.close(closed));
  }
  return true;
}

function opens(server: ReturnType<typeof createServer>, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}
