// A client of bridges inside Electron, which judges certificates by BoringSSL where Node has OpenSSL. It runs as Electron's
// main does, without a window or a display.

import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { builtMain } from '../e2e/built-main.ts';
import type { Calls } from './electron-client-main.ts';

const electronPath = (): string => {
  const script = path.resolve(import.meta.dirname, '../../scripts/electron-path.mjs');
  return (
    process.env.STILLROOM_ELECTRON ?? execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim()
  );
};

export interface ElectronClient {
  /** Calls it, one call at a time. */
  readonly call: <N extends keyof Calls>(
    name: N,
    ...given: Parameters<Calls[N]>
  ) => Promise<Awaited<ReturnType<Calls[N]>>>;
  readonly close: () => void;
}

/** Builds the client and starts it. */
export const startElectronClient = async (): Promise<ElectronClient> => {
  const child = fork(await builtMain('electron-client', import.meta.dirname), {
    execPath: electronPath(),
    execArgv: [],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return {
    call: async (name, ...[given]) => {
      const answer = once(child, 'message');
      child.send({ name, given });
      const [value] = await answer;
      return value;
    },
    close: () => child.kill(),
  };
};
