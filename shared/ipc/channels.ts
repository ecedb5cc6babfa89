// The names of all messages between main and a window, without their schemas, so that the preload stays small.

/** Commands: window to main, each answered with a Result. */
export const COMMAND_NAMES = [
  'start',
  'nurse',
  'correctDose',
  'patient',
  'wish',
  'keepChanges',
  'takeBackChanges',
  'turnOver',
  'finishTurnover',
  'chooseRoomLook',
  'show',
  'showDoor',
  'chooseDoorDisplay',
  'setPin',
  'unlock',
  'lock',
  'nameRoom',
  'findBridges',
  'pairFound',
  'connectBridge',
  'stopPairing',
  'usePracticeRoom',
  'chooseRoom',
  'chooseRole',
  'tryLamps',
  'stopTrying',
  'takeRoomBack',
  'afterPowerCut',
  'library',
  'playlistTracks',
  'addMusicFolder',
  'addDropped',
  'removeMusicFolder',
  'savePlaylist',
  'removePlaylist',
  'mark',
  'importPlaylist',
  'exportPlaylist',
  'chooseMusic',
  'prepare',
  'fit',
  'listenTo',
  'playNoise',
  'calibrate',
  'chooseOutput',
  'presets',
  'preset',
  'addPreset',
  'savePreset',
  'removePreset',
  'exportPreset',
  'changePages',
  'pages',
  'print',
  'savePdf',
  'saveLog',
  'dismissNotice',
  'printReport',
  'pageBroke',
  'snapshot',
  'playerReport',
  'meterReport',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Publications: main to windows. Each is whole in itself; none needs an answer. */
export type PublicationName = 'snapshot' | 'order' | 'measure' | 'print';

/** The preset that every list of presets begins with: what a console without a session shows first. */
export const FIRST_PRESET_ID = 'spravato-two-hours';

/** IPC channels, derived from the names. */
export const commandChannel = (name: CommandName): string => `stillroom:command:${name}`;
export const publicationChannel = (name: PublicationName): string => `stillroom:publication:${name}`;
