// Samples of a decoded piece as one plane per channel. The planes are reused for each piece of a track.

/** A piece of sound. */
export interface Decoded {
  readonly sampleRate: number;
  /** One per channel, full scale at 1. The next piece overwrites them. */
  readonly planes: readonly Float32Array[];
}

/** A decoded piece as WebCodecs has it, or mediabunny. */
interface Sound {
  readonly numberOfFrames: number;
  readonly numberOfChannels: number;
  copyTo(
    to: Float32Array<ArrayBuffer>,
    how: { planeIndex: number; format: 'f32-planar'; frameOffset: number },
  ): void;
}

/** Makes what copies the samples of a piece from a frame on. */
export const makePlanes = (): ((sound: Sound, fromFrame: number) => readonly Float32Array[]) => {
  let kept: readonly Float32Array<ArrayBuffer>[] = [];
  return (sound, fromFrame) => {
    const frames = sound.numberOfFrames - fromFrame;
    if (kept.length !== sound.numberOfChannels || (kept[0]?.length ?? 0) < frames) {
      kept = Array.from({ length: sound.numberOfChannels }, () => new Float32Array(frames));
    }
    return kept.map((plane, planeIndex) => {
      const part = plane.subarray(0, frames);
      sound.copyTo(part, { planeIndex, format: 'f32-planar', frameOffset: fromFrame });
      return part;
    });
  };
};
