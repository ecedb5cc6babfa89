// What other programs left running in lamps: colour loops and alerts, which go on under any look. It ends each once, and
// must never begin one.

import type { HueCalls } from './api-client.ts';
import { AT_A_TIME } from './command-sender.ts';
import type { HueLamp } from './lamps.ts';
import type { Errand } from './transport.ts';

/** Nothing is known to be running at first. */
export const openLeftRunning = () => {
  let running: ReadonlyMap<string, HueLamp['leftRunning']> = new Map();
  /** Told to end; forgotten once the bridge reports that it did. */
  const told = new Set<string>();

  const end = async (calls: HueCalls, lampId: string, errand: Errand): Promise<void> => {
    const state = Object.fromEntries((running.get(lampId) ?? []).map((what) => [what, 'none'] as const));
    const answer = await calls.setLight(lampId, state, errand);
    // A lamp that refuses is not asked again and again.
    if (answer.ok || answer.error === 'refused') told.add(lampId);
  };

  return {
    read: (lamps: readonly HueLamp[]): void => {
      running = new Map(lamps.map(({ id, leftRunning }) => [id, leftRunning]));
      for (const id of told) if ((running.get(id) ?? []).length === 0) told.delete(id);
    },
    /** Ends what runs in lit lamps. It changes nothing else in them, and a failure is not worth a word: the look counts. */
    end: async (calls: HueCalls, lampIds: readonly string[], errand: Errand): Promise<void> => {
      const all = lampIds.filter((id) => !told.has(id) && (running.get(id) ?? []).length > 0);
      for (let i = 0; i < all.length; i += AT_A_TIME) {
        await Promise.all(all.slice(i, i + AT_A_TIME).map((id) => end(calls, id, errand)));
      }
    },
  };
};
