// The room's lights as a whole: which bridge is in use, which lamps it has and what they are for. Keeps the
// connection alive and tells what is wrong; it sends no look itself (guarded-rig.ts does).

import { hull, known, type Span } from '../../shared/guard.ts';
import type { Look, Role } from '../../shared/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { LeftLooks } from '../../shared/session.ts';
import type { LightsView } from '../../shared/snapshot.ts';
import type { Clock } from '../clock.ts';
import { type Belief, likelyLook } from './believed.ts';
import type { GuardedRig } from './guarded-rig.ts';
import type { BridgeLamp, LightFault, Rig, RoleOfLamp } from './rig.ts';
import { type RoleChoice, rolesFor } from './roles.ts';

/** How often a bridge in use is asked how its lamps are, in real ms. */
const LOOK_EVERY_MS = 10_000;

/** How long after a failed connection the next is tried, in real ms. */
const TRY_AGAIN_MS = 3000;

/** Where the lights come from, and how to reach them. */
export interface LightSource {
  readonly kind: LightsView['source'];
  readonly address: string;
  readonly connect: () => Promise<Result<Rig, LightFault>>;
  /** What Set-up chose for this bridge's lamps. */
  readonly chosenRoles: () => Readonly<Record<string, RoleChoice>>;
}

export interface LightsParts {
  readonly clock: Clock;
  readonly guarded: GuardedRig;
  readonly onFault: (fault: LightFault | 'noLamps' | null) => void;
  readonly changed: () => void;
}

export interface Lights {
  /** Takes a source into use in place of the present one. */
  readonly use: (source: LightSource) => Promise<Result<null, LightFault>>;
  /** Applies changed roles to the lamps in use. */
  readonly reassign: () => Promise<void>;
  readonly hasLamp: (lampId: string) => boolean;
  readonly view: () => LightsView;
  /** What the lamps are most likely at, for the way from here to settle; null when nothing is known. */
  readonly found: () => LeftLooks | null;
  readonly bridgeId: () => string | null;
  readonly close: () => void;
}

/** The lights, before any source is in use. */
export const openLights = ({ clock, guarded, onFault, changed }: LightsParts): Lights => {
  let source: LightSource | null = null;
  let rig: Rig | null = null;
  let lamps: readonly BridgeLamp[] = [];
  let roles: RoleOfLamp = {};
  let state: LightsView['state'] = 'connecting';
  let timer: NodeJS.Timeout | null = null;

  const later = (ms: number, what: () => Promise<unknown>): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void what(), ms);
  };

  const away = (fault: LightFault): Result<null, LightFault> => {
    state = 'away';
    onFault(fault);
    changed();
    return fail(fault);
  };

  /** What the bridge reports of the lamps of each role, made into one thing for the role. */
  const reportedAs = <T>(one: (look: Look, before: T | undefined) => T): ReadonlyMap<Role, T> => {
    const made = new Map<Role, T>();
    for (const { id, reported } of lamps) {
      const role = roles[id];
      if (role !== undefined) made.set(role, one(reported, made.get(role)));
    }
    return made;
  };

  const brightest = (look: Look, before: Look | undefined): Look =>
    before === undefined || before.brightnessPct < look.brightnessPct ? look : before;

  const darkestToLightest = ({ brightnessPct }: Look, before: Span | undefined): Span =>
    hull(before ?? known(brightnessPct), known(brightnessPct));

  const assign = async (to: Rig): Promise<Result<null, LightFault>> => {
    const next = rolesFor(lamps, source?.chosenRoles() ?? {});
    const assigned = await to.assign(next);
    if (!assigned.ok) return assigned;
    roles = next;
    if (to === rig) guarded.use(to, reportedAs(brightest));
    return assigned;
  };

  const look = async (): Promise<void> => {
    const asked = rig;
    if (asked === null) return;
    const read = await asked.readLamps();
    if (asked !== rig) return;
    later(read.ok ? LOOK_EVERY_MS : TRY_AGAIN_MS, look);
    if (!read.ok) {
      away(read.error);
      return;
    }
    const isBack = state !== 'ready';
    lamps = read.value;
    guarded.seen(reportedAs(darkestToLightest));
    state = 'ready';
    if (isBack) onFault(null);
    changed();
  };

  const connect = async (wanted: LightSource): Promise<Result<null, LightFault>> => {
    const connected = await wanted.connect();
    if (source !== wanted) {
      if (connected.ok) connected.value.close();
      return ok(null);
    }
    later(TRY_AGAIN_MS, () => connect(wanted));
    if (!connected.ok) return away(connected.error);
    const read = await connected.value.readLamps();
    if (!read.ok || source !== wanted) {
      connected.value.close();
      return read.ok ? ok(null) : away(read.error);
    }
    rig = connected.value;
    lamps = read.value;
    const assigned = await assign(rig);
    if (!assigned.ok) {
      rig.close();
      rig = null;
      return away(assigned.error);
    }
    state = 'ready';
    onFault(lamps.length === 0 ? 'noLamps' : null);
    later(LOOK_EVERY_MS, look);
    changed();
    return ok(null);
  };

  const viewOf = (lamp: BridgeLamp, role: Role, belief: Belief): LightsView['lamps'][number] => {
    const [ramp] = belief.ramps;
    return {
      id: lamp.id,
      name: lamp.name,
      role,
      reachable: lamp.reachable,
      from: belief.from,
      to: belief.to,
      beganAt: clock.wallAt(ramp.beganAt),
      endsAt: clock.wallAt(ramp.endsAt),
    };
  };

  const leftAlone = ({ id, name, reachable, reported }: BridgeLamp): LightsView['lamps'][number] => ({
    ...{ id, name, reachable, role: 'none' },
    ...{ from: reported, to: reported, beganAt: 0, endsAt: 0 },
  });

  return {
    use: (next) => {
      guarded.use(null, new Map());
      rig?.close();
      rig = null;
      source = next;
      lamps = [];
      roles = {};
      state = 'connecting';
      changed();
      return connect(next);
    },
    reassign: async () => {
      if (rig === null) return;
      const assigned = await assign(rig);
      if (!assigned.ok) onFault(assigned.error);
      changed();
    },
    hasLamp: (lampId) => lamps.some((lamp) => lamp.id === lampId),
    view: () => ({
      source: source?.kind ?? 'practice',
      state,
      bridgeName: rig?.bridge.name ?? null,
      address: source?.address ?? null,
      answersInMs: rig?.answersInMs() ?? null,
      lamps: lamps.map((lamp) => {
        const role = roles[lamp.id];
        const belief = role === undefined ? undefined : guarded.beliefs().get(role);
        return role === undefined || belief === undefined ? leftAlone(lamp) : viewOf(lamp, role, belief);
      }),
    }),
    found: () => {
      const beliefs = guarded.beliefs();
      const ambient = beliefs.get('ambient') ?? beliefs.get('task');
      if (ambient === undefined) return null;
      const now = clock.now();
      const task = beliefs.get('task') ?? ambient;
      return { ambient: likelyLook(ambient, now), task: likelyLook(task, now) };
    },
    bridgeId: () => rig?.bridge.id ?? null,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      guarded.close();
      rig?.close();
    },
  };
};
