// What keeps the music from coming back at its level when the whole program stood still: in a computer that slept, or in a
// virtual machine that was halted. No timer of a page is soon enough then, so that the gate itself is on the audio thread.

import worklet from './wake-gate-worklet.ts?worker&url';

/** Levels that are set before the gate opens hold by then, in ms. */
const OPENS_AFTER_MS = 100;

/**
 * Opens a gate to the loudspeaker. What comes to it goes through unchanged and without delay.
 *
 * @param stoodStill called when it has shut itself: whatever sounds must be taken to the floor or below before it returns
 */
export const openWakeGate = async (context: AudioContext, stoodStill: () => void): Promise<AudioNode> => {
  await context.audioWorklet.addModule(worklet);
  const gate = new AudioWorkletNode(context, 'wake-gate');
  gate.port.onmessage = () => {
    stoodStill();
    setTimeout(() => gate.port.postMessage('open'), OPENS_AFTER_MS);
  };
  gate.connect(context.destination);
  return gate;
};
