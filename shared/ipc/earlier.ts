// Earlier versions of what is kept: until when each was, and what staff have changed since, which going back undoes. And
// what came of taking over another set-up.

/** What has versions. */
export const WITH_VERSIONS = ['presets', 'settings', 'music'] as const;
export type WithVersions = (typeof WITH_VERSIONS)[number];

/** The settings that staff choose, by what they are about. */
export const SETTING_NAMES = [
  'roomName',
  'bridge',
  'lamps',
  'music',
  'loudspeaker',
  'door',
  'roomLook',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

interface Version {
  readonly id: string;
  /** Until then it was so, in wall ms. */
  readonly untilWallMs: number;
}

/** The presets as they were; labels of what differs now. */
export interface EarlierPresets extends Version {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The lists of music as they were, by title, and the marks. */
export interface EarlierMusic extends EarlierPresets {
  readonly areMarksOther: boolean;
}

/** The settings as they were; what differs now. */
export interface EarlierSettings extends Version {
  readonly changed: readonly SettingName[];
  /** The name that the room had. */
  readonly roomName: string;
}

/** The newest first, without those that are as it is now. */
export interface EarlierVersions {
  readonly presets: readonly EarlierPresets[];
  readonly settings: readonly EarlierSettings[];
  readonly music: readonly EarlierMusic[];
}

/** How much was taken over. */
export interface TakenOver {
  readonly presets: number;
  readonly lists: number;
  /** Presets of the file that could not be read. */
  readonly leftOut: number;
}
