// SPDX-License-Identifier: Apache-2.0
/**
 * How the workplace is built: one page, split by screen, into `web/dist`, which the server hands out as files.
 *
 * The large libraries each have their own file, so that a browser fetches them once and keeps them over an upgrade of ours.
 * While developing, calls go on to the server named by COMITY_ADDRESS.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import presetMantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';

const serverAddress = process.env['COMITY_ADDRESS'] ?? 'http://localhost:8440';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  css: { postcss: { plugins: [presetMantine()] } },
  server: { proxy: { '/api': serverAddress } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// },
            { name: 'mantine', test: /node_modules\/(?:@mantine\/(?:core|hooks|notifications|store)|@floating-ui)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
            { name: 'zod', test: /node_modules\/zod\// },
          ],
        },
      },
    },
  },
});
