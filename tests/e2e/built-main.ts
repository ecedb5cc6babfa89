// Builds a main script of a test's own into one file, since Electron reads no TypeScript.

import path from 'node:path';
import { build } from 'vite';
import { PROJECT } from './program.ts';

/** Builds `<name>-main.ts` of a folder; answers the path of what Electron is to be started with. */
export const builtMain = async (name: string, folder: string): Promise<string> => {
  const outDir = path.join(PROJECT, 'out', 'tests', name);
  await build({
    ...{ configFile: false, logLevel: 'error', root: PROJECT },
    build: {
      ...{ ssr: path.join(folder, `${name}-main.ts`), outDir, emptyOutDir: true, target: 'node20' },
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  return path.join(outDir, 'main.mjs');
};
