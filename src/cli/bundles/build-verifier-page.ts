// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the one-file verifier: the checker's own source, bundled for a browser, with style and program inside the page.
 *
 * The page's rules (Content Security Policy) allow exactly this program and this style, by their digests, and nothing else: no
 * network, no frame, no form. So a page that was changed does not run.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../verifiers/page/', import.meta.url);
const platform = (name: string): string => fileURLToPath(new URL(`platform/${name}.ts`, folder));

export async function buildVerifierPage(): Promise<string> {
  const [html, css, program] = await Promise.all([text('page.html'), text('page.css'), bundledProgram()]);
  const style = css.trim();
  const rules = [
    "default-src 'none'",
    `script-src '${digest(program)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html
    .replace('<!-- rules -->', () => `<meta http-equiv="Content-Security-Policy" content="${rules}" />`)
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .replace('<!-- program -->', () => `<script>${program}</script>`);
}

async function bundledProgram(): Promise<string> {
  // Loaded here, since no other command builds anything.
  const { build } = await import('vite');
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(folder),
    resolve: {
      alias: {
        'node:assert/strict': platform('assert'),
        'node:crypto': platform('crypto'),
        'node:zlib': platform('zlib'),
      },
    },
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      lib: { entry: fileURLToPath(new URL('main.ts', folder)), formats: ['iife'], name: 'comityVerifier', fileName: 'verifier' },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  const [chunk, ...others] = outputs;
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error('the verifier is one program');
  // Inside a page the end of a script is looked for in its text too.
  return chunk.code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function digest(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function text(name: string): Promise<string> {
  return readFile(new URL(name, folder), 'utf8');
}
