// The three cards of light, sound and door: a head, and at most two lines beneath. Pure. They show what is believed: a
// lamp that does not answer is shown as such.

import type { Fault, LampView, LightsView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { doorFace } from '../../../shared/score/door-score.ts';
import { want } from '../../../shared/score/score.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';

export interface CardLine {
  readonly text: string;
  /** patient: the patient's own wish; wrong: something does not do what it should. */
  readonly tone: 'plain' | 'patient' | 'wrong';
}

export interface Card {
  readonly head: string;
  readonly lines: readonly CardLine[];
}

const { cards: say } = words;

/** The names of this room's lamps that somebody changed by hand, in the bridge's order. */
export const changedLamps = ({ lamps }: Pick<LightsView, 'lamps'>): readonly string[] =>
  lamps.filter(({ role, isChanged }) => role !== 'none' && isChanged).map(({ name }) => name);

const plain = (text: string): CardLine => ({ text, tone: 'plain' });
const byPatient = (text: string): CardLine => ({ text, tone: 'patient' });
const wrong = (text: string): CardLine => ({ text, tone: 'wrong' });

/** A fade this close to its end is not worth a line; in percentage points. */
const NEARLY_THERE_PCT = 0.5;

const fadeLine = (session: RunningSession, now: Ms): CardLine | null => {
  const path = want(session, now).light?.ambient;
  if (path === undefined || session.fullLightSince !== null) return null;
  const isThere = Math.abs(path.to.brightnessPct - path.now.brightnessPct) < NEARLY_THERE_PCT;
  return isThere ? null : plain(say.goingTo(path.to.brightnessPct, path.reachAt - now));
};

/** The room's lamps that do not answer. */
const awayIn = ({ lamps }: LightsView) =>
  lamps.filter(({ role, reachable }) => role !== 'none' && !reachable);

const isAnyThere = ({ lamps }: LightsView): boolean =>
  lamps.some(({ role, reachable }) => role !== 'none' && reachable);

/** Less than this is no full light, in %: two steps of 254. */
const FULL_PCT = 99;

/** A lamp that is lower all the same: it does not do as it is told. After a hand it is led to full light again. */
const isLow = ({ role, reachable, isUntold, to }: LampView): boolean =>
  role !== 'none' && reachable && !isUntold && to.brightnessPct < FULL_PCT;

/** Full light while it is wanted: that it is on is only said once the bridge has taken it. */
export const fullLightText = (lights: LightsView): string => {
  if (lights.commands === 'failing' || !isAnyThere(lights)) return words.fullLight.unanswered;
  if (lights.commands === 'awaited') return words.fullLight.asked;
  const away = awayIn(lights).map(({ name }) => name);
  const on = away.length === 0 ? words.fullLight.on : words.fullLight.onBut(away);
  const low = lights.lamps.filter(isLow).map(({ name }) => name);
  return low.length === 0 ? on : `${on} ${words.fullLight.low(low)}`;
};

/** What the light is at, what changed it, where it fades to, and how many lamps do not answer. */
export const lightCard = (session: RunningSession, lights: LightsView, now: Ms): Card => {
  const look = want(session, now).light?.ambient.now;
  if (lights.state === 'connecting') return { head: say.unknown, lines: [plain(say.connecting)] };
  if (lights.state === 'away' || !isAnyThere(lights))
    return { head: say.unknown, lines: [wrong(say.noLampAnswers)] };
  if (lights.commands === 'failing' && look !== undefined) {
    return { head: say.unknown, lines: [wrong(say.askedFor(look.brightnessPct))] };
  }
  const away = awayIn(lights).length;
  const untold = lights.lamps.filter(({ role, isUntold }) => role !== 'none' && isUntold);
  const running = lights.lamps.filter(({ role, runsOther }) => role !== 'none' && runsOther);
  const changed = changedLamps(lights).length;
  const { light: steps } = session.nudge;
  const lines = [
    away === 0 ? null : wrong(say.lampsAway(away)),
    session.fullLightSince === null ? null : plain(words.actions.fullLight),
    session.quietCheckSince === null ? null : plain(words.actions.quietCheck),
    steps === 0 ? null : byPatient(say.patientLight(steps)),
    changed === 0 ? null : plain(say.changedByHand(changed)),
    running.length === 0 ? null : plain(say.lampsRunning(running.map(({ name }) => name))),
    untold.length === 0 ? null : plain(say.lampsUntold(untold.map(({ name }) => name))),
    fadeLine(session, now),
  ].filter((line) => line !== null);
  const head =
    look === undefined ? '' : say.look(look.brightnessPct, 'warmthK' in look ? look.warmthK : null);
  return { head, lines: lines.length === 0 ? [plain(say.steady)] : lines.slice(0, 2) };
};

const silentBecause = (session: RunningSession): string => {
  if (session.fullLightSince !== null) return say.outForFullLight;
  return session.silenced ? say.askedForSilence : say.noMusic;
};

const trackLine = (sound: SoundView, wallMs: number): CardLine | null => {
  const { playing } = sound;
  if (playing === null) return null;
  const track = say.track(playing.playlistTitle, playing.place, playing.of);
  if (playing.endsAtWallMs === null) return plain(track);
  return plain([track, say.trackLeft(playing.endsAtWallMs - wallMs)].join(words.app.separator));
};

const hasNoOutput = ({ outputs }: SoundView): boolean => outputs.isKnown && outputs.present.length === 0;

/** True when what the player plays can be heard nowhere. */
const isUnheard = (sound: SoundView): boolean => sound.outputs.isLost || hasNoOutput(sound);

/** What the player last reported: never what was asked of it. */
const soundHead = (sound: SoundView): string => {
  const { levelDb, playing, chairDb } = sound;
  if (levelDb === null || isUnheard(sound)) return say.levels.silence;
  const loud = levelText(levelDb, chairDb);
  return playing === null ? loud : say.heard(loud, playing.title);
};

/** Why no music is wanted, and whether some is still heard. */
const silenceLines = (session: RunningSession, { levelDb }: SoundView): readonly CardLine[] => {
  const tone = session.silenced && session.fullLightSince === null ? 'patient' : 'plain';
  const because: CardLine = { text: silentBecause(session), tone };
  return levelDb === null ? [because] : [because, plain(say.goingSilent)];
};

/** Why nothing is heard although music is wanted. */
const silenceLine = (sound: SoundView, faults: readonly Pick<Fault, 'code'>[]): CardLine => {
  const { outputs, state } = sound;
  if (outputs.isLost) return wrong(outputs.isStopped ? say.soundStopped : say.outputLost);
  if (hasNoOutput(sound)) return wrong(say.outputNone);
  if (faults.some(({ code }) => code === 'playlistMissing' || code === 'playlistEmpty')) {
    return wrong(say.nothingToPlay);
  }
  return state === 'lost' ? wrong(say.playerLost) : plain(say.starting);
};

/** What is heard and how loud it is; or why nothing is. */
export const soundCard = (
  session: RunningSession,
  { sound, faults }: Pick<Snapshot, 'sound' | 'faults'>,
  now: Ms,
  wallMs: number,
): Card => {
  const head = soundHead(sound);
  if (want(session, now).sound.level === null) return { head, lines: silenceLines(session, sound) };
  const steps = session.nudge.sound;
  const nudge = steps === 0 ? null : byPatient(say.patientSound(steps));
  const isSilent = sound.levelDb === null || isUnheard(sound);
  const track = isSilent ? silenceLine(sound, faults) : trackLine(sound, wallMs);
  return { head, lines: [nudge, track].filter((line) => line !== null) };
};

/** What the door shows; it never bars staff. */
export const doorCard = (session: RunningSession): Card => ({
  head: say.signs[doorFace(session)],
  lines: [plain(say.staffWelcome)],
});
