// The headers of frames in an mp3 or ADTS file: how long each is and what it holds. Pure; it reads layer III and AAC alone.

/** One frame. */
export interface Frame {
  /** What WebCodecs calls the codec. */
  readonly codec: 'mp3' | 'mp4a.40.2';
  /** With its header, in bytes. */
  readonly length: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Frames of sound in it. */
  readonly samples: number;
}

/** In kbit/s, of layer III in MPEG 1 and in MPEG 2. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** In Hz. */
const MP3_HZ = [44_100, 48_000, 32_000];
const AAC_HZ = [96, 88.2, 64, 48, 44.1, 32, 24, 22.05, 16, 12, 11.025, 8, 7.35].map((kHz) => kHz * 1000);

/** No frame is longer than an ADTS header can say, in bytes. */
export const LONGEST_FRAME = 8192;

const HEADER_BYTES = 7;

const mp3Frame = (second: number, third: number, fourth: number): Frame | null => {
  const version = (second >> 3) & 3;
  const hz = MP3_HZ[(third >> 2) & 3];
  const kbits = (version === 3 ? RATES_1 : RATES_2)[third >> 4];
  if (version === 1 || hz === undefined || !kbits) return null;
  const sampleRate = version === 3 ? hz : version === 2 ? hz / 2 : hz / 4;
  const samples = version === 3 ? 1152 : 576;
  const length = Math.floor((samples * kbits * 125) / sampleRate) + ((third >> 1) & 1);
  return { codec: 'mp3', length, sampleRate, channels: fourth >> 6 === 3 ? 1 : 2, samples };
};

const adtsFrame = (bytes: Uint8Array, at: number): Frame | null => {
  const [third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0] = bytes.subarray(
    at + 2,
    at + HEADER_BYTES,
  );
  const sampleRate = AAC_HZ[(third >> 2) & 15];
  const layout = ((third & 1) << 2) | (fourth >> 6);
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  const isPlain = third >> 6 === 1;
  if (!isPlain || sampleRate === undefined || layout === 0 || length < HEADER_BYTES) return null;
  const samples = 1024 * ((seventh & 3) + 1);
  return { codec: 'mp4a.40.2', length, sampleRate, channels: layout === 7 ? 8 : layout, samples };
};

/** The frame that begins at a place; null: none of these kinds does. */
export const frameAt = (bytes: Uint8Array, at: number): Frame | null => {
  if (at + HEADER_BYTES > bytes.length || bytes[at] !== 0xff) return null;
  const [second = 0, third = 0, fourth = 0] = bytes.subarray(at + 1, at + 4);
  if ((second & 0xe6) === 0xe2) return mp3Frame(second, third, fourth);
  return (second & 0xf6) === 0xf0 ? adtsFrame(bytes, at) : null;
};
