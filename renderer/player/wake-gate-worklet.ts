// Runs on the audio thread, last before the loudspeaker. Where it finds that the whole program stood still, it lets nothing
// through until the page opens it again: only here is there a chance to act before the first sound is heard.

/** What the audio thread offers; TypeScript does not know it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const registerProcessor: (name: string, processor: typeof AudioWorkletProcessor) => void;

/** Sound is asked for every few ms. After a longer wait than this the room has been silent, in ms. */
const STOOD_STILL_MS = 1000;

class WakeGate extends AudioWorkletProcessor {
  private isShut = false;
  /** There is no steady clock here. One that was set far ahead shuts the gate too, which makes the music rise once more. */
  private askedAt = Date.now();

  constructor() {
    super();
    this.port.onmessage = () => {
      this.isShut = false;
    };
  }

  process([from = []]: Float32Array[][], [to = []]: Float32Array[][]): boolean {
    const now = Date.now();
    if (now - this.askedAt > STOOD_STILL_MS) {
      this.isShut = true;
      this.port.postMessage('stoodStill');
    }
    this.askedAt = now;
    // What is not written is silence.
    if (!this.isShut) for (const [i, channel] of from.entries()) to[i]?.set(channel);
    return true;
  }
}

registerProcessor('wake-gate', WakeGate);
