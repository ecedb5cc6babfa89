// How the three parts are built: main as an ES module, the preload as one CommonJS file (a sandboxed preload
// must be), and the pages of the renderer.

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = resolve(import.meta.dirname, '..');

/** All else is bundled: what is packaged then holds what is run and nothing beside it. */
const external = ['electron'];

/** Less to read is sooner painted: a cold start is measured by it. Names stay, so that a stack can be read. */
const minify = true;

const isOfShared = (id: string): boolean => id.startsWith(resolve(root, 'shared'));

/** Files smaller than this are put together with the nearest ones, in bytes. */
const LEAST_FILE_BYTES = 40_000;

/**
 * What screens share, in as few files as each screen needs: a file costs a way through main, and the console would ask for
 * three dozen. The player and the loudness meter share nothing with screens but the contract.
 */
const codeSplitting = {
  groups: [
    {
      name: 'shared',
      test: (id: string): boolean => id.includes('/node_modules/valibot/') || isOfShared(id),
      priority: 1,
    },
    {
      name: 'parts',
      test: /\/react|\/@internationalized\/|\/lucide|\/renderer\/(ui|nurse|patient|words|door|print)\//,
      minShareCount: 2,
      entriesAware: true,
      entriesAwareMergeThreshold: LEAST_FILE_BYTES,
    },
  ],
};

/** Where each of the three parts lists what is bundled into it, with licences; third-party-notices.mjs reads it. */
const license = { fileName: 'licenses.json' };

/**
 * Leaves out the JSON-schema validator that electron-store imports and never uses here: kept files are checked with
 * Valibot. Without it, main has less than half as much to read when it starts.
 */
const noJsonSchemas = {
  name: 'no-json-schemas',
  enforce: 'pre' as const,
  resolveId: (id: string) => (/^ajv(-formats|\/dist\/2020\.js)?$/.test(id) ? '\0no-json-schemas' : undefined),
  load: (id: string) =>
    id === '\0no-json-schemas'
      ? 'export class Ajv2020 { constructor() { throw new Error("no JSON schemas"); } } export default Ajv2020;'
      : undefined,
};

export default defineConfig({
  main: {
    root,
    plugins: [noJsonSchemas],
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      license,
      minify,
      rollupOptions: { input: resolve(root, 'main/index.ts'), external, output: { format: 'es' } },
    },
  },
  preload: {
    root,
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      license,
      rollupOptions: {
        input: resolve(root, 'main/ipc/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [react()],
    resolve: {
      alias: [
        { find: /^.*\/useDefaultLocale\.mjs$/, replacement: resolve(root, 'renderer/ui/one-locale.ts') },
      ],
    },
    server: { port: 5273, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', port: 5273 } },
    build: {
      outDir: resolve(root, 'out/renderer'),
      license,
      minify,
      // Every file that a page asks for passes main on its way: a few larger ones are sooner there than many.
      cssCodeSplit: false,
      rollupOptions: {
        output: { codeSplitting },
        input: {
          room: resolve(root, 'renderer/index.html'),
          door: resolve(root, 'renderer/door.html'),
          player: resolve(root, 'renderer/player.html'),
          loudnessMeter: resolve(root, 'renderer/loudness-meter.html'),
          print: resolve(root, 'renderer/print.html'),
        },
      },
    },
  },
});
