// How a bridge becomes this room's: it is searched for or typed, somebody presses its button, and it is taken into use.
// What was in use before stays in use until then.

import type { PairingView } from '../../../shared/ipc/snapshot.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { PairedBridge } from '../hue/connect.ts';
import type { LightFault } from '../rig.ts';
import { type AddressFault, announcedUrls, asTyped, parseAddress } from './address.ts';
import type { FoundBridge } from './announcement.ts';
import type { Search, SearchOptions, searchBridges } from './discovery.ts';
import type { PairingFault, pair } from './pairing.ts';

/** A bridge on the network answers within a second or two; after this the screen says that none was found. */
const SEARCH_MS = 12_000;

/** Somebody has this long to walk to the bridge and press its button. */
const BUTTON_WITHIN_MS = 60_000;

export type JoiningFault =
  | AddressFault
  | Exclude<PairingFault, 'anotherBridge'>
  | 'notFound'
  | 'bridgeAway'
  | 'certificateChanged';

export interface JoiningParts {
  readonly roomName: () => string;
  /** The id of the bridge in use. */
  readonly inUse: () => string | null;
  /** Takes a paired bridge into use and keeps it. */
  readonly take: (paired: PairedBridge, address: string) => Promise<Result<null, LightFault>>;
  /** Wall ms. */
  readonly now: () => number;
  readonly changed: () => void;
  /** Loads both when they are first wanted. */
  readonly load: () => Promise<{ readonly pair: typeof pair; readonly searchBridges: typeof searchBridges }>;
  readonly search?: SearchOptions;
}

type State =
  | { readonly step: 'search'; readonly isSearching: boolean }
  | { readonly step: 'button'; readonly name: string; readonly untilWallMs: number };

/** Joining that has not begun. */
export const openJoining = (parts: JoiningParts) => {
  const { changed } = parts;
  let state: State | null = null;
  let found: readonly FoundBridge[] = [];
  let search: Search | null = null;
  let timer: NodeJS.Timeout | null = null;
  let waiting: AbortController | null = null;

  const become = (next: State | null): void => {
    state = next;
    changed();
  };

  const stopSearch = (): void => {
    if (timer !== null) clearTimeout(timer);
    search?.close();
    search = null;
  };

  /** Ends whatever was begun before. What loads meanwhile checks the signal before it goes on. */
  const beginAnew = (): AbortController => {
    waiting?.abort();
    stopSearch();
    waiting = new AbortController();
    return waiting;
  };

  /** Searches for bridges, or searches again. */
  const find = async (): Promise<void> => {
    const { signal } = beginAnew();
    found = [];
    become({ step: 'search', isSearching: true });
    timer = setTimeout(() => become({ step: 'search', isSearching: false }), SEARCH_MS);
    const { searchBridges } = await parts.load();
    if (signal.aborted) return;
    search = searchBridges({
      ...parts.search,
      onFound: (all) => {
        found = all;
        changed();
      },
    });
  };

  /** By what was typed, or by the id of a bridge that was found. */
  const join = async (
    candidates: readonly string[],
    { typed, bridgeId }: { readonly typed?: string; readonly bridgeId?: string },
  ): Promise<Result<null, JoiningFault>> => {
    const { signal } = beginAnew();
    const onBridge = (name: string): void =>
      become({ step: 'button', name, untilWallMs: parts.now() + BUTTON_WITHIN_MS });
    const asked = { candidates, bridgeId, forMs: BUTTON_WITHIN_MS, onBridge, signal };
    const paired = await parts
      .load()
      .then(({ pair }) => pair({ ...asked, room: parts.roomName() }))
      .finally(() => {
        // However it ended: nobody may be left waiting at a bridge.
        if (!signal.aborted) become(null);
      });
    if (signal.aborted) return fail('cancelled');
    if (!paired.ok) return fail(paired.error === 'anotherBridge' ? 'notFound' : paired.error);
    const taken = await parts.take(paired.value, typed ?? asTyped(paired.value.baseUrl));
    if (taken.ok) return taken;
    return fail(taken.error === 'notItself' ? 'certificateChanged' : 'bridgeAway');
  };

  return {
    find,
    /** Pairs with a bridge that was found, once its button was pressed. */
    pairFound: async (bridgeId: string): Promise<Result<null, JoiningFault>> => {
      const bridge = found.find((each) => each.bridgeId === bridgeId);
      if (bridge === undefined) return fail('notFound');
      const address = parseAddress(bridge.address);
      if (!address.ok) return address;
      return join([...new Set([...announcedUrls(bridge.address), ...address.value])], { bridgeId });
    },
    /** Pairs with the bridge at a typed address, once its button was pressed. */
    connect: async (typed: string, allowPlainHttp: boolean): Promise<Result<null, JoiningFault>> => {
      const address = parseAddress(typed, allowPlainHttp);
      return address.ok ? join(address.value, { typed }) : address;
    },
    /** Stops searching and waiting. */
    stop: (): void => {
      waiting?.abort();
      stopSearch();
      become(null);
    },
    view: (): PairingView | null => {
      if (state === null || state.step === 'button') return state;
      const inUse = parts.inUse();
      const shown = found.map(({ model: _, ...bridge }) => ({
        ...bridge,
        isInUse: bridge.bridgeId === inUse,
      }));
      return { ...state, found: shown };
    },
  };
};
