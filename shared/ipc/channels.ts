// What the preload needs to know of the messages. It imports nothing, so that the preload stays small; the messages
// themselves are in contract.ts.

/** The preset that every list of presets begins with, and the one that a console without a session shows first. */
export const FIRST_PRESET_ID = 'spravato-two-hours';

/** The IPC channel of a command, from a window to main. */
export const commandChannel = (name: string): string => `stillroom:command:${name}`;

/** The IPC channel of a publication, from main to a window. */
export const publicationChannel = (name: string): string => `stillroom:publication:${name}`;
