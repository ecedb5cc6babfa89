// What has to be right before Start, as facts of the snapshot: lights, music, display and door. Pure, and no
// promise: it says what answers now, never that a session will go well.

import { minutesAfterDose, type Preset } from '../../shared/preset.ts';
import type { LightsView, PlaylistView, QuietView, Snapshot, SoundView } from '../../shared/snapshot.ts';
import { words } from '../words/index.ts';

/** ready: nothing to do; look: worth a look, and no hindrance; wrong: does not work as it is. */
export type ReadinessState = 'ready' | 'look' | 'wrong';

export interface ReadinessFact {
  readonly topic: 'lights' | 'music' | 'display' | 'door';
  readonly state: ReadinessState;
  readonly said: string;
}

type Finding = Omit<ReadinessFact, 'topic'>;

const { ready: say } = words;

const finding = (state: ReadinessState, said: string): Finding => ({ state, said });

/** How long a session with this preset usually lasts in ms: settle, and then the phases or the assess mark. */
export const usualLengthMs = (preset: Preset): number => {
  const settleMin = preset.phases[0]?.lengthMin ?? 0;
  return (settleMin + Math.max(minutesAfterDose(preset), preset.assessMin)) * 60_000;
};

/** How long a playlist lasts in ms; null while a track's length is unknown. */
export const playlistMs = (playlist: PlaylistView): number | null =>
  playlist.tracks.reduce<number | null>(
    (sum, { durationS }) => (sum === null || durationS === null ? null : sum + durationS * 1000),
    0,
  );

const lampsFinding = ({ lamps, answersInMs }: LightsView): Finding => {
  const ours = lamps.filter(({ role }) => role !== 'none');
  const silent = ours.filter((lamp) => !lamp.reachable).map(({ name }) => name);
  if (ours.length === 0) return finding('wrong', say.noLamps);
  if (silent.length === 0) return finding('ready', say.lampsAnswer(ours.length, answersInMs));
  return finding(silent.length === ours.length ? 'wrong' : 'look', say.lampsSilent(silent));
};

/** What keeps a whole bridge from this room, the more telling before the less. */
const BARRED = [
  { code: 'bridgeNotItself', said: say.notItself },
  { code: 'bridgeUnauthorised', said: say.keyInvalid },
  { code: 'roomUnchosen', said: say.roomUnchosen },
] as const;

const lightsFinding = ({ lights, faults }: Pick<Snapshot, 'lights' | 'faults'>): Finding => {
  const barred = BARRED.find(({ code }) => faults.some((fault) => fault.code === code));
  if (barred !== undefined) return finding('wrong', barred.said);
  if (lights.state === 'connecting') return finding('look', say.connecting);
  if (lights.state === 'away') return finding('wrong', say.away);
  const found = lampsFinding(lights);
  return lights.source === 'practice' ? finding(found.state, say.practice(found.said)) : found;
};

const musicFinding = (sound: SoundView, preset: Preset): Finding => {
  if (preset.playlist === null) return finding('ready', say.musicNone);
  if (sound.state === 'lost') return finding('look', say.musicLost);
  const playlist = sound.playlists.find(({ id }) => id === preset.playlist);
  if (playlist === undefined) return finding('wrong', say.musicMissing);
  if (playlist.tracks.length === 0) return finding('wrong', say.musicEmpty);
  const lengthMs = playlistMs(playlist);
  if (lengthMs === null) return finding('ready', say.musicUnknown(playlist.tracks.length));
  const covers = lengthMs >= usualLengthMs(preset);
  return finding('ready', covers ? say.musicCovers(lengthMs) : say.musicRepeats(lengthMs));
};

/** The display is kept awake from Start to the end; what may still let it go dark is an empty battery. */
const displayFinding = ({ onMains }: QuietView): Finding => {
  if (onMains === null) return finding('ready', say.awake);
  return onMains ? finding('ready', say.awakeOnMains) : finding('look', say.awakeOnBattery);
};

const doorFinding = ({ lights, quiet }: Pick<Snapshot, 'lights' | 'quiet'>): Finding => {
  const hasLamp =
    lights.state === 'ready' && lights.lamps.some(({ role, reachable }) => role === 'door' && reachable);
  if (quiet.doorWindow) return finding('ready', hasLamp ? say.doorBoth : say.doorWindow);
  return hasLamp ? finding('ready', say.doorLamp) : finding('look', say.doorNone);
};

/** The four facts in the order in which they are shown. */
export const readinessOf = (
  snapshot: Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>,
  preset: Preset,
): readonly ReadinessFact[] => [
  { topic: 'lights', ...lightsFinding(snapshot) },
  { topic: 'music', ...musicFinding(snapshot.sound, preset) },
  { topic: 'display', ...displayFinding(snapshot.quiet) },
  { topic: 'door', ...doorFinding(snapshot) },
];
