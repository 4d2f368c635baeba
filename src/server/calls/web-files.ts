// SPDX-License-Identifier: Apache-2.0
/**
 * The workplace in the browser: built from `web/` when its build is missing or older than its sources, then served as
 * files. Every address that is no file and no call is the workplace's own, and gets its one page.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = path.join(root, 'web/dist');

/** Builds what is missing or out of date; a build takes a few seconds. True when it had to. */
export async function ensureWebBuild(onProgress: (sentence: string) => void): Promise<boolean> {
  const page = path.join(dist, 'index.html');
  const builtAtMs = existsSync(page) ? (await stat(page)).mtimeMs : 0;
  const newestMs = Math.max(...(await Promise.all(['web', 'src', 'package-lock.json'].map((name) => newestIn(path.join(root, name))))));
  if (builtAtMs > newestMs) return false;
  onProgress('Building the workplace for the browser ...');
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', building], { cwd: root });
  return true;
}

/** In a process of its own: what it takes, close to a gigabyte, is free again afterwards. */
const building = `const { build } = await import('vite'); await build({ configFile: 'web/vite.config.ts', logLevel: 'error' });`;

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Serves the files; what is none, no call and no address of the workplace goes to `elsewhere`. */
export async function serveWeb(app: FastifyInstance, elsewhere: Handler): Promise<void> {
  const hasPage = existsSync(path.join(dist, 'index.html'));
  if (hasPage) {
    const setHeaders = (reply: FastifyReply, file: string): void => void reply.header('cache-control', cacheRule(file));
    await app.register(fastifyStatic, { root: dist, wildcard: false, cacheControl: false, setHeaders });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = hasPage && request.method === 'GET' && !/^\/(?:api|exchange|metrics|health|assets)(?:\/|\?|$)/.test(request.url);
    return isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html') : elsewhere(request, reply);
  });
}

/** Files under assets/ carry their digest in their name and never change. */
function cacheRule(file: string): string {
  return file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Only what the browser's build reads: the web folder and the wire files of the rooms. */
async function newestIn(place: string): Promise<number> {
  const found = await stat(place);
  if (!found.isDirectory()) return found.mtimeMs;
  let newest = 0;
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
    const isRead = entry.isFile() && !entry.parentPath.includes('dist') && (entry.name === 'wire.ts' || !place.endsWith('src'));
    if (isRead) newest = Math.max(newest, (await stat(path.join(entry.parentPath, entry.name))).mtimeMs);
  }
  return newest;
}
