// Every command's handler, put together from the handlers of each part of the program.

import type { HandlerParts, Handlers } from './answers.ts';
import { consoleHandlers } from './console-handlers.ts';
import { lightHandlers } from './light-handlers.ts';
import { musicHandlers } from './music-handlers.ts';
import { presetHandlers } from './preset-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { soundHandlers } from './sound-handlers.ts';

/** Every command's handler. */
export const makeHandlers = (parts: HandlerParts): Handlers => ({
  ...sessionHandlers(parts),
  ...consoleHandlers(parts),
  ...lightHandlers(parts),
  ...musicHandlers(parts),
  ...soundHandlers(parts),
  ...presetHandlers(parts),
});
