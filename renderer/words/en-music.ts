// English for music: the library and its playlists, what a preset plays, the output, and the level at the chair. It
// must never speak of dB before somebody has measured, and never forbid a track.

import type { PhaseName } from '../../shared/preset/preset.ts';
import type { ChairWord } from '../../shared/sound/chair.ts';
import type { Character, UnheardReason } from '../../shared/sound/music.ts';
import { counted, inThousands, listed, span } from './counting.ts';
import { phases as phaseWords } from './en-terms.ts';

/** `4:07`, or `1:02:09` from an hour on. */
const length = (seconds: number): string => {
  const whole = Math.round(seconds);
  const two = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
};

/** `40 s`, `12 min` or `1 h 5 min`. */
const stretch = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : span(seconds * 1000);

const tracks = (count: number): string => `${inThousands(count)} track${count === 1 ? '' : 's'}`;

/** How many tracks are here, of how many, and how long they are together. */
const summary = (count: number, ms: number | null, awayCount = 0): string => {
  const all = tracks(count + awayCount);
  if (awayCount > 0 && count === 0) return `${all}, not here now`;
  const here = awayCount > 0 ? `${inThousands(count)} of ${all} here now` : all;
  return ms === null || count === 0 ? here : `${here}, ${span(ms)}`;
};

/** The music screen. */
export const music = {
  title: 'Music',
  running: 'A session is running. What would disturb it waits until it is over.',
  whyNot: 'A session is running; change this when it is over.',
  measuring: (done: number, of: number, title: string | null) =>
    title === null
      ? `Measuring how loud tracks are waits until the session is over · ${inThousands(done)} of ${inThousands(of)} done`
      : `Measuring how loud ${inThousands(done)} of ${inThousands(of)} tracks are · ${title}`,
  measuringLabel: 'Measuring how loud tracks are',
  looking: 'Looking through the folders …',
  opening: 'Looking up the music …',
  addFolder: 'Add a folder',
  dropHere: 'Let go to add this music. Files stay where they are.',
  sources: 'Playlists and folders',
  all: 'All music',
  playlists: 'Playlists',
  folderLists: 'From folders',
  bundledLists: 'With Stillroom',
  files: 'Folders and files',
  filesAbout: (folders: number, unplayable: number) =>
    unplayable === 0
      ? counted(folders, 'folder')
      : `${counted(folders, 'folder')}, ${inThousands(unplayable)} not playable`,
  newPlaylist: 'New playlist',
  summary,
  length,
  foundOf: (found: number, of: number) => `${inThousands(found)} of ${tracks(of)}`,
  find: 'Find by title, artist, album or folder',
  clear: 'Clear the search',
  /** Why a list is empty, by what was sought, and what to do about it. */
  empty: {
    noneFound: {
      head: (sought: string) => `No track matches “${sought}”.`,
      hint: 'Try fewer letters, or look in All music.',
    },
    noMusic: {
      head: () => 'There is no music yet.',
      hint: 'Press Add a folder, or drag folders and files onto this window. Files stay where they are.',
    },
    emptyOwn: {
      head: () => 'This playlist is empty.',
      hint: 'In All music, drag tracks onto its name at the left, or choose them and press Add to playlist.',
    },
    emptyOther: { head: () => 'Nothing in it can be played now.', hint: '' },
  },
  tracks: (title: string) => `Tracks of ${title}`,
  drag: (title: string) => `Drag ${title}`,
  away: 'not here now',
  missingTrack: 'A track that is not here now',
  /** Said to a screen reader, and shown as signs. */
  marks: {
    words: 'words',
    characters: { soothing: 'soothing', fuller: 'fuller', calm: 'calm' } satisfies Record<Character, string>,
  },
  playing: 'playing now',
  notMeasured: 'not measured yet',
  measured: 'measured',
  rename: 'Rename',
  renameField: 'Name of the playlist',
  renameHint: 'Enter keeps it, Escape leaves it as it was.',
  keep: 'Keep',
  remove: 'Remove',
  removeNamed: (title: string) => `Remove ${title}`,
  import: 'Import a list',
  imported: (found: number, missed: number) =>
    missed === 0
      ? `Imported with ${tracks(found)}.`
      : `Imported with ${inThousands(found)} of ${tracks(found + missed)}. ${inThousands(missed)} could not be found:`,
  moreMissed: (count: number) => `and ${inThousands(count)} more`,
  importAgain: (missed: number) =>
    `Add the folder that ${missed === 1 ? 'it is' : 'they are'} in, then import the list again.`,
  export: 'Export',
  exported: 'Exported.',
  noneChosen: 'Nothing is chosen.',
  noneChosenHint: 'Choose a track to hear it, to mark it, or to put it into a playlist.',
  chosen: (count: number) => `${tracks(count)} chosen`,
  listen: 'Listen',
  stop: 'Stop',
  hasWords: 'Has words, sung or spoken',
  someHaveWords: 'Some have words, sung or spoken',
  suits: 'Suits',
  suitsMixed: 'differs',
  suitsAny: 'any part',
  suitsOf: {
    soothing: 'soothing, for the beginning',
    fuller: 'fuller, for the middle',
    calm: 'calm, for the end',
  },
  addTo: 'Add to playlist',
  addToNew: 'A new playlist',
  takeOut: 'Take out',
  up: 'Up',
  down: 'Down',
  moveUp: 'Move up',
  moveDown: 'Move down',
  keys: { listen: 'Enter', takeOut: 'Del', up: 'Alt ↑', down: 'Alt ↓' },
  changes: {
    made: (title: string) => `“${title}” was made.`,
    renamed: (title: string) => `It is called “${title}” now.`,
    removed: (title: string) => `“${title}” was removed.`,
    added: (title: string, count: number) => `${tracks(count)} added to “${title}”.`,
    takenOut: (title: string, count: number) => `${tracks(count)} taken out of “${title}”.`,
    moved: (title: string, count: number) => `${tracks(count)} moved in “${title}”.`,
  },
  undone: 'Undone.',
  redone: 'Redone.',
  tooMany: 'A playlist can have 10 000 tracks at most; choose fewer.',
  folders: 'Folders',
  folderKinds: {
    bundled: 'comes with Stillroom',
    folder: '',
    files: 'single files that were added',
  },
  singleFiles: 'Single files',
  folderAway: 'This folder is not here now. Plug in its drive, or say where it is.',
  folderAwayShort: 'not here now',
  whereNow: 'Where is it now?',
  unplayableTitle: 'Cannot be played',
  noneUnplayable: 'Every file that was found can be played.',
  unplayable: {
    empty: 'There is nothing in this file; copy it here again.',
    notAudio: 'This file has the name of music and is something else; remove it, or replace it.',
    damaged: 'This file is damaged; copy it here again from where it came.',
    unsupported: 'This kind of music file cannot be played here; save it as MP3, M4A, FLAC, WAV or Opus.',
    unreadable: 'This file may not be read by this computer; check that you may open it.',
    linkToNothing: 'This is a link to a file that is not there; put the file itself here.',
    folderUnreadable: 'This folder may not be read by this computer; check that you may open it.',
    tooDeep: 'This folder lies too deep in others; add it as a folder of its own.',
    tooMany: 'From here on there are too many files; add the folders that follow as folders of their own.',
  } satisfies Record<UnheardReason, string>,
  inPart: (unheardS: number) =>
    `The last ${stretch(unheardS)} of this file cannot be played; save its parts as files of their own.`,
  notAllHeard: (unheardS: number) => `the last ${stretch(unheardS)} cannot be played`,
  unplayableIn: (name: string) => `in ${name}`,
  filesStay: 'Files are never changed, moved or copied.',
};

/** What a preset plays. */
export const presetMusic = {
  title: (label: string) => `Music for ${label}`,
  key: 'Music',
  none: 'No music',
  missing: 'Music not found',
  perPhase: (count: number) => `${counted(count, 'playlist')} by phase`,
  all: 'In every phase',
  byPhase: 'Another one in a phase',
  phase: (name: PhaseName) => `In ${phaseWords[name]}`,
  asAll: 'as in every phase',
  silence: 'Silence',
  others: 'Where Different may go',
  othersHint: 'More that this person chose. Different tries a track of the same character first.',
  othersMost: 'Twenty playlists are the most; take one away first.',
  joins: 'Between tracks',
  joinsOf: { crossfade: 'cross-fade, 6 seconds', gapless: 'without a gap' },
  openMusic: 'Open music',
  whatPlays: 'What plays when',
  whatPlaysLabel: 'What plays when, from Start',
  asUsual: 'If settle takes its usual time. Different and Silence change it, as the patient likes.',
  at: (ms: number) => {
    const minutes = Math.floor(ms / 60_000);
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  },
  again: 'again',
  words: 'words',
  covers: (ms: number) => `The music lasts ${span(ms)}: the session and half an hour more.`,
  repeats: (ms: number, isCrossfade: boolean) =>
    `The music lasts ${span(ms)} and then begins again, ${isCrossfade ? 'cross-fading' : 'without a gap'}.`,
  unknown: (count: number) =>
    `How long ${count === 1 ? 'one track is' : `${inThousands(count)} tracks are`} is not known yet, so this is a guess.`,
  unmeasured: (count: number) =>
    `${count === 1 ? 'One track is' : `${inThousands(count)} tracks are`} not measured yet and ${count === 1 ? 'plays' : 'play'} softer than the others until then.`,
  missingIn: (phases: readonly PhaseName[]) =>
    `There is nothing to play in ${listed(phases.map((name) => phaseWords[name]))}; choose a playlist that is here.`,
  silent: 'This session is silent.',
  wordsIn: (title: string, phase: PhaseName, more: number) =>
    `“${title}” has words and comes in ${phaseWords[phase]}${more === 0 ? '' : `, and ${counted(more, 'other')} like it`}. Words are often kept for the end; it is the patient’s choice.`,
};

/** Where sound comes out, and how loud it is at the chair. */
export const sound = {
  title: 'Sound output',
  choose: 'Where music is heard',
  none: 'No sound output has been found; plug in loudspeakers or headphones.',
  looking: 'Looking for sound outputs …',
  notUsedYet: 'The computer’s own choice, until music plays',
  chooseAnother: 'Choose another output',
  inUse: (name: string) => `Music is heard from “${name}”, and never from anywhere else by itself.`,
  lost: (name: string | null) =>
    `${name === null ? 'The sound output' : `“${name}”`} is gone, so the room is silent; plug it in again, or choose another output.`,
  stopped: 'No sound gets out of this computer yet; if it takes a minute, check the loudspeaker’s plug.',
  takeThis: (name: string) => `Use ${name}`,
  chair: {
    title: 'Level at the chair',
    about: 'With any sound-level meter, once for every output. Hold it where the patient’s head will be.',
    play: 'Play pink noise',
    stop: 'Stop',
    softer: 'Softer',
    louder: 'Louder',
    shows: 'What does the meter show at the chair?',
    unit: 'dB(A)',
    hint: 'With the meter on A and slow. Between 20 and 110.',
    notANumber: 'Type the number that the meter shows, between 20 and 110.',
    keep: 'Keep',
    is: (name: string, db: number) =>
      `Measured. Music as it usually is in deep comes to the chair at about ${db} dB(A): ${name}.`,
    none: 'Not measured yet, so levels are told in words alone.',
    forget: 'Forget',
    again: 'Measure again',
  },
  words: { whisper: 'Whisper', soft: 'Soft', speech: 'Speech' } satisfies Record<ChairWord, string>,
  withDb: (word: string, db: number) => `${word}, ${db} dB(A)`,
  upTo: (word: string, db: number) => `up to ${word.toLowerCase()}, ${db} dB(A)`,
};

/** What Set-up says of the music. */
export const setupMusic = {
  title: 'Music',
  open: 'Open music',
  summary: (trackCount: number, playlists: number) =>
    `${tracks(trackCount)}, ${counted(playlists, 'playlist')}`,
  none: 'There is no music yet. Open music to add a folder.',
  unplayable: (count: number) =>
    count === 1
      ? 'One file cannot be played; Music says why.'
      : `${inThousands(count)} files cannot be played; Music says why.`,
  allMeasured: 'Every track is measured, so none is louder than the others.',
};
