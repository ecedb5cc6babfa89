// Every command's handler, put together from the handlers of each part of the program.

import type { Handlers } from './answers.ts';
import { type ConsoleHandlerParts, consoleHandlers } from './console-handlers.ts';
import { type LightHandlerParts, lightHandlers } from './light-handlers.ts';
import { type MusicHandlerParts, musicHandlers } from './music-handlers.ts';
import { type PresetHandlerParts, presetHandlers } from './preset-handlers.ts';
import { type SessionHandlerParts, sessionHandlers } from './session-handlers.ts';
import { type SoundHandlerParts, soundHandlers } from './sound-handlers.ts';

export type HandlerParts = SessionHandlerParts &
  ConsoleHandlerParts &
  LightHandlerParts &
  MusicHandlerParts &
  SoundHandlerParts &
  PresetHandlerParts;

/** Every command's handler; each group is given only the parts that it names. */
export const makeHandlers = (parts: HandlerParts): Handlers => ({
  ...sessionHandlers(parts),
  ...consoleHandlers(parts),
  ...lightHandlers(parts),
  ...musicHandlers(parts),
  ...soundHandlers(parts),
  ...presetHandlers(parts),
});
