// What happens to real bridges and lamps, by name, so that a test can let it begin and end. It does nothing to a bridge
// that no real bridge suffers.

import type { Fault } from './faults.ts';
import type { FaultyBridge } from './faulty-bridge.ts';
import { ODD_LAMPS, type Retelling, ZONES_FOR_GROUPS } from './retelling.ts';

export interface Scenario {
  /** Resolves when it has begun, not when it is over. */
  readonly begin: (bridge: FaultyBridge) => void | Promise<void>;
  /** Resolves when the bridge is well again; what it left behind in the lamps stays. */
  readonly end: (bridge: FaultyBridge) => void | Promise<void>;
}

/** A real bridge takes about a minute. */
const REBOOT_MS = 1500;

/** Late, and yet within what a client of bridges has to wait for. */
const SLOW_MS = 600;

/** A second bridge, as it might stand on the same shelf. */
const OTHER_BRIDGE_ID = '001788FFFE570002';

/** In `bri`, well above any look of a session. */
const HAND_BRI = 150;

const failing = (fault: Fault): Scenario => ({
  begin: (bridge) => bridge.setFault(fault),
  end: (bridge) => bridge.setFault(null),
});

const telling = (retelling: Retelling): Scenario => ({
  begin: (bridge) => bridge.retell(retelling),
  end: (bridge) => bridge.retell(null),
});

const powerCutFrom = (startup: 'safety' | 'powerfail'): Scenario => ({
  begin: (bridge) => {
    bridge.setStartup(startup);
    bridge.powerCut();
  },
  end: (bridge) => bridge.powerBack(),
});

/** Begins by what changes a bridge, and ends by undoing it with what was remembered. */
const undoable = <Before>(
  change: (bridge: FaultyBridge) => Before | Promise<Before>,
  undo: (bridge: FaultyBridge, before: Before) => void | Promise<void>,
): Scenario => {
  const remembered = new WeakMap<FaultyBridge, { readonly before: Before }>();
  return {
    begin: async (bridge) => {
      if (!remembered.has(bridge)) remembered.set(bridge, { before: await change(bridge) });
    },
    end: async (bridge) => {
      const found = remembered.get(bridge);
      remembered.delete(bridge);
      if (found) await undo(bridge, found.before);
    },
  };
};

const firstLamp = (bridge: FaultyBridge): string => {
  const lamp = bridge.outputs()[0];
  if (!lamp) throw new RangeError('The bridge has no lamps');
  return lamp.id;
};

const scenarios = {
  /** Its plug was pulled, or the network's: it closes every connection. */
  gone: failing({ kind: 'refuse' }),
  /** It takes connections and requests, and never answers. */
  hanging: failing({ kind: 'hang' }),
  /** It answers each request late, as when someone else keeps it busy. */
  slow: failing({ kind: 'slow', delayMs: SLOW_MS }),
  /** Its web server answers 503 while what is behind it does not keep up. */
  busy503: failing({ kind: 'busy' }),
  /** Its web server answers 429 to a client that asks too often. */
  throttled429: failing({ kind: 'throttled' }),
  /** Its web server takes two requests in 250 ms, readings counted, and answers 429 to the rest. */
  twoIn250Ms: failing({ kind: 'limited', most: 2, withinMs: 250 }),
  /** It answers 500 to every command to a group: one of its lamps cannot do what the others can. */
  groupsRefused500: failing({ kind: 'groupsRefused' }),
  /** It never answers when a scene is laid. */
  scenesHang: failing({ kind: 'scenesHang' }),
  /** It forwards to one lamp after the other, and waits in vain for the first. */
  oneSilentLamp: failing({ kind: 'oneByOne', eachMs: 30, silentId: '1', silentMs: 1500 }),
  /** It takes a request and says that it failed inside, with error 901. */
  internal901: failing({ kind: 'internal' }),
  /** Someone took our key from its list, or reset it. */
  unauthorised: failing({ kind: 'unauthorised' }),
  /** Another bridge has its address, and knows nobody; in the end the old one is put back. */
  replaced: undoable(
    (bridge) => {
      const { bridgeId } = bridge;
      bridge.replaceBy(OTHER_BRIDGE_ID);
      return bridgeId;
    },
    (bridge, bridgeId) => bridge.replaceBy(bridgeId),
  ),
  /** It updated itself: it is away for a while, and comes back as it was. */
  rebooting: {
    begin: (bridge) => {
      void bridge.reboot(REBOOT_MS);
    },
    end: (bridge) => bridge.ready(),
  },
  /** The router gave it another address; in the end it has the old one again. */
  moved: undoable(
    async (bridge) => {
      const port = Number(bridge.address.split(':')[1]);
      await bridge.moveTo();
      return port;
    },
    async (bridge, port) => {
      await bridge.moveTo(port);
    },
  ),
  /** A bad network closes the connection on every fifth request. */
  oneInFiveDropped: failing({ kind: 'drop', everyNth: 5 }),
  /** Every fifth light command is answered as done and lost: no lamp moves, and no report says that it did. */
  oneInFiveSwallowed: failing({ kind: 'swallow', everyNth: 5 }),
  /** ZigBee takes 10 light commands and 1 group command a second; the rest is reported as done, and is not. */
  tooManyCommands: failing({ kind: 'tooMany' }),
  /** The mains fail, and in the end all lamps come back in full white, as they were made to. */
  powerCutFullWhite: powerCutFrom('safety'),
  /** The mains fail, and in the end all lamps come back as they were, as someone set them to. */
  powerCutLastState: powerCutFrom('powerfail'),
  /** One lamp has lost its ZigBee: it keeps its light, and hears nothing of what the bridge believes it told it. */
  lampUnreachable: {
    begin: (bridge) => bridge.setReachable(firstLamp(bridge), false),
    end: (bridge) => bridge.setReachable(firstLamp(bridge), true),
  },
  /** Someone turns one lamp up with a dimmer; what they did stays. */
  handAtTheWall: {
    begin: (bridge) => bridge.handAtTheWall(firstLamp(bridge), { on: true, bri: HAND_BRI }),
    end: () => undefined,
  },
  /** Fields of four lamps say nothing: brightness, whether they are lit, a name. */
  oddLamps: telling(ODD_LAMPS),
  /** It takes a group of lamps, and tells it as a zone. */
  zonesForGroups: telling(ZONES_FOR_GROUPS),
  /** Another program left a colour loop running in lamp 1, and an alert in lamp 2. */
  leftRunning: {
    begin: (bridge) => {
      bridge.leaveRunning('1', { effect: 'colorloop' });
      bridge.leaveRunning('2', { alert: 'lselect' });
    },
    end: (bridge) => {
      bridge.leaveRunning('1', { effect: 'none' });
      bridge.leaveRunning('2', { alert: 'none' });
    },
  },
  /** It was reset: it knows nobody, and the same lamps have other numbers; in the end all is as before. */
  reset: undoable(
    (bridge) => {
      bridge.setFault({ kind: 'unauthorised' });
      bridge.renumber();
    },
    (bridge) => {
      bridge.renumber();
      bridge.setFault(null);
    },
  ),
} satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;

/** Everything that happens to bridges and lamps. Each begins on a bridge that is well, and leaves it so. */
export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = scenarios;
