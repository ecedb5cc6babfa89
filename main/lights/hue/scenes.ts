// The scenes that Stillroom lays on a bridge, so that lamps with different looks move at one command and in step. It
// must never keep more than a few, and never touch a scene of anybody else.

import * as v from 'valibot';
import { ok, type Result } from '../../../shared/result.ts';
import type { HueCalls, HueFault, LampStates } from './api-client.ts';
import { entriesIn, given } from './lamps.ts';
import type { Errand } from './transport.ts';

/** One that was recalled, one for the next turn, and one for a press in between. */
const MOST_SCENES = 3;

const NAME = 'Stillroom look';

/** Some emulators never answer for a scene: after so many times none is laid any more. */
const MOST_HANGS = 2;

interface LaidScene {
  readonly id: string;
  /** The lamps' states as JSON, to be compared; null when a change of them was not answered. */
  readonly holds: string | null;
}

const SceneSchema = v.object({
  name: given(v.string()),
  owner: given(v.string()),
  lights: v.fallback(v.array(v.string()), []),
});

const StatesSchema = v.object({
  lightstates: v.record(
    v.string(),
    v.object({ on: given(v.boolean()), bri: given(v.number()), transitiontime: given(v.number()) }),
  ),
});

/** Whether a scene on the bridge holds each lamp's brightness and its own transition: some bridges forget them. */
const isKept = (answer: unknown, states: LampStates): boolean => {
  const read = v.safeParse(StatesSchema, answer);
  if (!read.success) return false;
  return Object.entries(states).every(([lampId, state]) => {
    const kept = read.output.lightstates[lampId];
    if (kept === undefined || kept.on !== state.on) return false;
    const isSameLight = !state.on || kept.bri === state.bri;
    return isSameLight && kept.transitiontime === state.transitiontime;
  });
};

/**
 * Ours by name, and by key or by holding only lamps of this room: another room has its own. Where the bridge does not say
 * the name, the key alone tells.
 */
const idsOfOurs = (answer: unknown, owner: string, lampsOfRoom: readonly string[]): readonly string[] =>
  (entriesIn(answer, SceneSchema) ?? []).flatMap(([id, scene]) => {
    const { name, lights } = scene;
    const isMade = scene.owner === owner;
    const isOfRoom = lights.length > 0 && lights.every((lampId) => lampsOfRoom.includes(lampId));
    return (name === undefined ? isMade : name.startsWith(NAME) && (isMade || isOfRoom)) ? [id] : [];
  });

/** @param owner the key by which the bridge knows whose scene it is */
export const openScenes = (calls: HueCalls, owner: string) => {
  /** The one laid last comes last. */
  let laid: readonly LaidScene[] = [];
  let isUsable = true;
  let isTried = false;
  /** Times in a row that no answer came. */
  let hangs = 0;

  const noteAnswer = (fault: HueFault | null): void => {
    hangs = fault === 'hangs' ? hangs + 1 : 0;
    if (hangs >= MOST_HANGS) isUsable = false;
  };

  const without = (id: string): readonly LaidScene[] => laid.filter((scene) => scene.id !== id);

  /** A bridge that refuses a scene, because it is full or knows no scenes, is not asked again. */
  const create = async (states: LampStates, errand: Errand): Promise<Result<string, HueFault>> => {
    const created = await calls.createScene(NAME, states, errand);
    if (!created.ok && created.error === 'refused') isUsable = false;
    return created;
  };

  const write = async (states: LampStates, errand: Errand): Promise<Result<string, HueFault>> => {
    const [oldest] = laid;
    if (oldest === undefined || laid.length < MOST_SCENES) return create(states, errand);
    laid = [...without(oldest.id), { id: oldest.id, holds: null }];
    const changed = await calls.changeScene(oldest.id, NAME, states, errand);
    if (!changed.ok && changed.error === 'missing') laid = without(oldest.id);
    return changed.ok ? ok(oldest.id) : changed;
  };

  /** The first scene is read back once: only a bridge that keeps transitions is trusted with scenes. */
  const tryOut = async (
    id: string,
    states: LampStates,
    errand: Errand,
  ): Promise<Result<boolean, HueFault>> => {
    if (isTried) return ok(true);
    const read = await calls.readScene(id, errand);
    if (!read.ok) return read;
    isTried = true;
    isUsable = isKept(read.value, states);
    if (!isUsable) await calls.deleteScene(id);
    return ok(isUsable);
  };

  /** The scene that already holds exactly these states. */
  const holding = (states: LampStates): string | null =>
    laid.find(({ holds }) => holds === JSON.stringify(states))?.id ?? null;

  return {
    /** Lays these states on the bridge; answers the scene's id, or null where this bridge's scenes cannot be used. */
    lay: async (states: LampStates, errand: Errand): Promise<Result<string | null, HueFault>> => {
      if (!isUsable) return ok(null);
      const found = holding(states);
      if (found !== null) return ok(found);
      const written = await write(states, errand);
      noteAnswer(written.ok ? null : written.error);
      if (!written.ok) return written;
      const id = written.value;
      const tried = await tryOut(id, states, errand);
      if (!tried.ok) return tried;
      laid = tried.value ? [...without(id), { id, holds: JSON.stringify(states) }] : [];
      return ok(tried.value ? id : null);
    },
    holding,
    /** False after a scene for which no answer came: none is laid while somebody waits for it. */
    isAnswering: (): boolean => hangs === 0,
    /** Takes in what became of a recall; one that hangs again and again shows that none can be recalled. */
    recalled: noteAnswer,
    /** Takes in that a scene could not be recalled. One that was laid just now shows that none can be, on this bridge. */
    failed: (id: string, wasJustLaid: boolean): void => {
      if (wasJustLaid) isUsable = false;
      laid = without(id);
    },
    /** Removes ours from the bridge, also those that a crash left behind, of this key or of one before it. */
    clear: async (lampsOfRoom: readonly string[]): Promise<Result<null, HueFault>> => {
      laid = [];
      const answer = await calls.readScenes();
      if (!answer.ok) return answer;
      for (const id of idsOfOurs(answer.value, owner, lampsOfRoom)) {
        // This one was laid meanwhile, for what the lamps do now.
        if (laid.some((scene) => scene.id === id)) continue;
        const deleted = await calls.deleteScene(id);
        if (!deleted.ok && deleted.error !== 'missing') return deleted;
      }
      return ok(null);
    },
  };
};
