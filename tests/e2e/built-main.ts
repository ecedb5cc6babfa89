// Builds a main script of a test's own into one file, since Electron reads no TypeScript.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The project's folder. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const built = new Map<string, Promise<string>>();

const buildMain = async (name: string, folder: string): Promise<string> => {
  // Workers that run side by side must not write into one folder.
  const outDir = path.join(PROJECT, 'out', `test-${name}-${process.env.TEST_PARALLEL_INDEX ?? '0'}`);
  await build({
    configFile: false,
    logLevel: 'error',
    root: PROJECT,
    build: {
      ssr: path.join(folder, `${name}-main.ts`),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  return path.join(outDir, 'main.mjs');
};

/** Builds `<name>-main.ts` of a folder once for each worker; answers the path of what Electron is to be started with. */
export const builtMain = (name: string, folder: string): Promise<string> => {
  const present = built.get(name) ?? buildMain(name, folder);
  built.set(name, present);
  return present;
};
