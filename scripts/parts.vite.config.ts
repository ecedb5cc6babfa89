// How the sheet of parts is built: one page of its own, apart from the program and never packaged with it.

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root: resolve(root, 'tests/parts'),
  base: './',
  plugins: [react()],
  logLevel: 'error',
  build: {
    outDir: resolve(root, 'out/parts'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: resolve(root, 'tests/parts/parts.html') },
  },
});
