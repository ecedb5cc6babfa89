// Which of the sources is in use, by what the settings say. What drives a bridge is loaded when it is first wanted,
// so that the console is there before it.

import type { KeptSettings } from '../keep/settings.ts';
import type { LightSource } from './lights.ts';

export interface Sources {
  /** The practice room, whatever the settings say. */
  readonly practice: () => Promise<LightSource>;
  /** The source that the settings name. */
  readonly kept: () => Promise<LightSource>;
  readonly close: () => Promise<void>;
}

/** The sources of a room's lamps. The practice room starts when it is first wanted. */
export const openSources = (settings: Pick<KeptSettings, 'get'>): Sources => {
  type Loaded = typeof import('./sources.ts') & {
    room: ReturnType<typeof import('./sources.ts').openPracticeRoom>;
  };
  let loaded: Promise<Loaded> | null = null;
  const load = (): Promise<Loaded> => {
    loaded ??= import('./sources.ts').then((sources) => ({ ...sources, room: sources.openPracticeRoom() }));
    return loaded;
  };
  const chosen = (bridgeId: string) => settings.get().roles[bridgeId] ?? {};
  const practice = async (): Promise<LightSource> => (await load()).room.source(chosen);
  return {
    practice,
    kept: async () => {
      const { lights } = settings.get();
      return lights.source === 'bridge' ? (await load()).pairedBridge(lights, chosen) : practice();
    },
    close: async () => {
      await (await loaded)?.room.close();
    },
  };
};
