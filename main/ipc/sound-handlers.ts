// What main does for the commands about what is heard: listening, calibrating, outputs, and the reports of the player
// and the loudness meter. The library's commands are in music-handlers.ts.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SoundTrialView } from '../../shared/sound/sound-view.ts';
import { fitOf } from '../sound/playback/fit.ts';
import { DONE, doing, doneUnless, type HandlerParts, type Handlers } from './answers.ts';

/** The handlers of what is heard. */
export const soundHandlers = ({ roomSound, presets }: Pick<HandlerParts, 'roomSound' | 'presets'>) => {
  const tryOut = (trial: SoundTrialView | null): Answer =>
    roomSound.tryOut(trial) ? DONE : fail('sessionRuns');

  return {
    prepare: ({ presetId }) => {
      const preset = presets.find(presetId);
      return preset === null ? fail('unknownPreset') : doing(() => roomSound.prepare(preset));
    },
    fit: ({ presetId }) => {
      const preset = presets.find(presetId);
      return preset === null ? fail('unknownPreset') : ok(fitOf(preset, roomSound.library.tracksOf));
    },
    listenTo: ({ trackId }) => {
      if (trackId === null) return tryOut(null);
      if (roomSound.library.fileOf(trackId) === null) return fail('unknownTrack');
      return tryOut({ kind: 'track', trackId });
    },
    playNoise: ({ levelDb }) => tryOut(levelDb === null ? null : { kind: 'noise', levelDb }),
    calibrate: ({ shownDb }) => doneUnless(roomSound.calibrate(shownDb)),
    chooseOutput: ({ outputId }) => (roomSound.chooseOutput(outputId) ? DONE : fail('unknownOutput')),
    playerReport: (report) => doing(() => roomSound.playerReport(report)),
    meterReport: (report) => doing(() => roomSound.meterReport(report)),
  } satisfies Partial<Handlers>;
};
