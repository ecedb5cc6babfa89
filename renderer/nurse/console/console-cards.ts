// What the three cards say of light, sound and door: a head, and at most two lines beneath. Pure, and of what is
// believed: a lamp that does not answer is said not to.

import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import { doorFace } from '../../../shared/score/door-score.ts';
import { want } from '../../../shared/score/score.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { changedLamps } from './changed-lamps.ts';

export interface CardLine {
  readonly said: string;
  /** patient: the patient's own wish; wrong: something does not do what it should. */
  readonly tone: 'plain' | 'patient' | 'wrong';
}

export interface Card {
  readonly head: string;
  readonly lines: readonly CardLine[];
}

const { cards: say } = words;

const plain = (said: string): CardLine => ({ said, tone: 'plain' });
const byPatient = (said: string): CardLine => ({ said, tone: 'patient' });

/** Less than this far from where it goes, a fade is not worth telling; in percentage points. */
const NEARLY_THERE_PCT = 0.5;

const fadeLine = (session: RunningSession, now: Ms): CardLine | null => {
  const path = want(session, now).light?.ambient;
  if (path === undefined || session.fullLightSince !== null) return null;
  const isThere = Math.abs(path.to.brightnessPct - path.now.brightnessPct) < NEARLY_THERE_PCT;
  return isThere ? null : plain(say.goingTo(path.to.brightnessPct, path.reachAt - now));
};

/** What the light is at, what the patient and others made of it, where it goes, and which lamps do not answer. */
export const lightCard = (session: RunningSession, lights: LightsView, now: Ms): Card => {
  const look = want(session, now).light?.ambient.now;
  const away = lights.lamps.filter((lamp) => lamp.role !== 'none' && !lamp.reachable).length;
  const changed = changedLamps(lights).length;
  const { light: steps } = session.nudge;
  const lines = [
    away === 0 ? null : { said: say.lampsAway(away), tone: 'wrong' as const },
    session.fullLightSince === null ? null : plain(words.actions.fullLight),
    session.quietCheckSince === null ? null : plain(words.actions.quietCheck),
    steps === 0 ? null : byPatient(say.patientLight(steps)),
    changed === 0 ? null : plain(say.changedByHand(changed)),
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

/** What the player said last that it is at: never what was asked of it. */
const heardHead = ({ levelDb, playing, chairDb, outputs }: SoundView): string => {
  if (levelDb === null || outputs.isLost) return say.levels.silence;
  const loud = levelText(levelDb, chairDb);
  return playing === null ? loud : say.heard(loud, playing.title);
};

/** Why nothing is to be heard, and that something still is until then. */
const silenceLines = (session: RunningSession, { levelDb }: SoundView): readonly CardLine[] => {
  const tone = session.silenced && session.fullLightSince === null ? 'patient' : 'plain';
  const because: CardLine = { said: silentBecause(session), tone };
  return levelDb === null ? [because] : [because, plain(say.goingSilent)];
};

/** Why nothing is heard although music is wanted. */
const silentStill = ({ outputs, state }: SoundView): CardLine => {
  if (outputs.isLost) return { said: say.outputLost, tone: 'wrong' };
  return state === 'lost' ? { said: say.playerLost, tone: 'wrong' } : plain(say.starting);
};

/** What is heard and how loud it is, in a word; or why nothing is. */
export const soundCard = (session: RunningSession, sound: SoundView, now: Ms, wallMs: number): Card => {
  const head = heardHead(sound);
  if (want(session, now).sound.level === null) return { head, lines: silenceLines(session, sound) };
  const steps = session.nudge.sound;
  const nudge = steps === 0 ? null : byPatient(say.patientSound(steps));
  const isSilent = sound.levelDb === null || sound.outputs.isLost;
  const track = isSilent ? silentStill(sound) : trackLine(sound, wallMs);
  return { head, lines: [nudge, track].filter((line) => line !== null) };
};

/** What the door says, which never bars staff. */
export const doorCard = (session: RunningSession): Card => ({
  head: say.signs[doorFace(session)],
  lines: [plain(say.staffWelcome)],
});
