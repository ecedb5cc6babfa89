// Starts a practice bridge in a process of its own and asks it what arrived there and when. Instants are on the
// computer's monotonic clock, which all processes share.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'vite';

type Question =
  /** The first command for light after an instant, from a user. */
  | { readonly what: 'commandAfter'; readonly sinceMs: number; readonly user: string }
  /** The bridge answers no request from now until `mend`. Requests that hang by then go on hanging. */
  | { readonly what: 'hang' }
  | { readonly what: 'mend' }
  /** The instant from which every lamp is at 100 %. */
  | { readonly what: 'full' };

export type Asked = Question & { readonly id: number };
export interface BridgeAnswer {
  readonly id: number;
  readonly value: number | null;
}

export interface BridgeApart {
  readonly address: string;
  readonly bridgeId: string;
  /** The answer in ms; null where there is none. */
  readonly ask: (question: Question) => Promise<number | null>;
  readonly close: () => Promise<void>;
}

const BUILT = path.join(import.meta.dirname, '..', '..', 'out', 'bench', 'bridge');

/** Builds the bridge as one file, since the oldest Node that we support cannot read TypeScript. */
const built = async (): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'bridge-apart.ts'),
      outDir: BUILT,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'bridge.mjs' } },
    },
  });
  return path.join(BUILT, 'bridge.mjs');
};

/** Starts the bridge; it knows the bench's key and has the bench's twelve lamps. */
export const startBridgeApart = async (): Promise<BridgeApart> => {
  const child = fork(await built(), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ address, bridgeId }] = await once(child, 'message');
  const waiting = new Map<number, (value: number | null) => void>();
  let asked = 0;
  child.on('message', ({ id, value }: BridgeAnswer) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });
  return {
    address,
    bridgeId,
    ask: (question) =>
      new Promise((answered) => {
        asked += 1;
        waiting.set(asked, answered);
        child.send({ ...question, id: asked } satisfies Asked);
      }),
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};
