// Which of the sources is in use, by what the settings say. What drives a bridge is loaded when it is first wanted,
// so that the console is there before it.

import type { KeptSettings } from '../../storage/settings.ts';
import type { LightSource } from './sources.ts';

export interface Sources {
  /** The practice room, whatever the settings say. */
  readonly practice: () => Promise<LightSource>;
  /** The source that the settings name. */
  readonly kept: () => Promise<LightSource>;
  readonly close: () => Promise<void>;
}

/** The sources of a room's lamps. The practice room starts when it is first wanted. */
export const openSources = (settings: Pick<KeptSettings, 'get' | 'change'>): Sources => {
  type Loaded = typeof import('./sources.ts') & {
    room: ReturnType<typeof import('./sources.ts').openPracticeRoom>;
  };
  let loaded: Promise<Loaded> | null = null;
  const load = (): Promise<Loaded> => {
    loaded ??= import('./sources.ts').then((sources) => ({ ...sources, room: sources.openPracticeRoom() }));
    return loaded;
  };
  const practice = async (): Promise<LightSource> => (await load()).room.source();
  /** A bridge that was found at another address is sought there from then on, unless it was replaced meanwhile. */
  const remember = (bridgeId: string, baseUrl: string, address: string): void => {
    const { lights } = settings.get();
    if (lights.source !== 'bridge' || lights.bridgeId !== bridgeId) return;
    settings.change({ lights: { ...lights, baseUrl, address } });
  };
  return {
    practice,
    kept: async () => {
      const { lights } = settings.get();
      if (lights.source !== 'bridge') return practice();
      return (await load()).pairedBridge({
        paired: lights,
        onMoved: (baseUrl, address) => remember(lights.bridgeId, baseUrl, address),
      });
    },
    close: async () => {
      await (await loaded)?.room.close();
    },
  };
};
