import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../../dist/apps/console', import.meta.url));
const api = process.env['BOOKWARD_URL'] ?? 'http://127.0.0.1:3000';
const isText = /\.(js|css|html|svg)$/;

/** Writes `.br` and `.gz` beside every text file, once and at the highest level, so that nobody compresses on request. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  closeBundle() {
    for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !isText.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};

// JSX is compiled by Vite itself; the api serves what is built here.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [precompressed],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Nothing as data: URLs, which the content security policy would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npx vite apps/console` beside a running api.
  server: { proxy: { '/api': api, '/readyz': api } },
});
