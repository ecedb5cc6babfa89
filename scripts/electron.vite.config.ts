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

/** What every screen is made of, and the bundler would else give out in a dozen small files. */
const PARTS = [
  /\/node_modules\/(react|react-dom|scheduler)\//,
  /\/react-aria\/dist\/private\/(button|focus|form|i18n|interactions|label|ssr|utils)\//,
  /\/react-aria-components\/dist\/private\/(Autocomplete|Button|Form|SharedElementTransition|Text|utils)\./,
  /\/renderer\/ui\/useNow\./,
  /\/lucide-react\/dist\/esm\/(createLucideIcon|Icon|context|defaultAttributes|shared)/,
];

/** What all pages need is one file, and what every screen needs another: each file costs a way through main. */
const together = (id: string): string | undefined => {
  if (id.includes('/node_modules/valibot/') || isOfShared(id)) return 'shared';
  return PARTS.some((part) => part.test(id)) ? 'parts' : undefined;
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
        output: { manualChunks: together },
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
