// A private sound server with loudspeakers that nobody hears, so that a test can hear the room: what the program
// plays on each is recorded bit by bit. It must never touch the sound server of whoever runs the test.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;

/** The sound server gets this long to come up, in ms. */
const STARTS_WITHIN_MS = 8000;

/** A program that is asked to end gets this long, in ms. */
const ENDS_WITHIN_MS = 2000;

/** Levels are taken over windows of this length, in ms. */
export const WINDOW_MS = 100;

export interface Recording {
  readonly sampleRate: number;
  readonly channels: number;
  /** Interleaved, full scale at 1. */
  readonly samples: Float32Array;
}

export interface Recorder {
  /** How much has been heard so far, in ms of the recording. */
  readonly heardMs: () => number;
  /** The instant at which the recording began, on the wall clock in ms; as far as is known by what has come so far. */
  readonly beganAt: () => number;
  /** What was heard in the last so many ms; less while the recording is younger. */
  readonly last: (ms: number) => Recording;
  /** Ends the recording and answers what was heard since it began. */
  readonly stop: () => Promise<Recording>;
}

export interface Listening {
  /** To be added to the environment of the program that is to be heard. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts to record what a loudspeaker plays; resolves once the first samples have come. */
  readonly record: (sink?: string) => Promise<Recorder>;
  /** Pulls a loudspeaker out: the sound server lets its streams go on at another one, as desktops do. */
  readonly unloadSink: (sink: string) => void;
  readonly loadSink: (sink: string) => void;
  /** What the system would play on by itself. */
  readonly preferSink: (sink: string) => void;
  /** The sound server dies, with every loudspeaker that it has. */
  readonly crash: () => Promise<void>;
  /** The sound server is there again, with its loudspeakers; recorders have to begin anew. */
  readonly startAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('close', () => resolve());
  });

/** Ends a program that we started, and only that one. */
const end = async (child: ChildProcess): Promise<void> => {
  const over = ended(child);
  child.kill('SIGTERM');
  await Promise.race([over, pause(ENDS_WITHIN_MS)]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await over;
};

/** A loudspeaker is called by its name with a capital: `room` is Room. */
const nullSink = (sink: string): string =>
  `module-null-sink sink_name=${sink} rate=${SAMPLE_RATE} channels=${CHANNELS} format=float32le ` +
  `sink_properties=device.description=${outputNamed(sink)}`;

/** What the program's screens call a loudspeaker. */
export const outputNamed = (sink: string): string => sink.charAt(0).toUpperCase() + sink.slice(1);

/** Why listening is not possible here, in a word for a skipped test; null when it is. */
export const cannotListen = (): string | null => {
  if (process.platform !== 'linux') return 'Listening needs Linux.';
  const missing = ['pulseaudio', 'parec', 'pactl'].filter((program) => !isThere(program));
  return missing.length === 0 ? null : `Listening needs ${missing.join(' and ')}.`;
};

const startRecorder = async (env: NodeJS.ProcessEnv, sink: string): Promise<Recorder> => {
  const format = ['--format=float32le', `--rate=${SAMPLE_RATE}`, `--channels=${CHANNELS}`];
  const child = spawn('parec', ['-d', `${sink}.monitor`, '--latency-msec=10', ...format], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const heard: Buffer[] = [];
  let bytesHeard = 0;
  let beganAt = Number.POSITIVE_INFINITY;
  const heardMs = (): number => (bytesHeard / (4 * CHANNELS * SAMPLE_RATE)) * 1000;
  const begun = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      bytesHeard += bytes.length;
      // What comes soonest tells it best.
      beganAt = Math.min(beganAt, Date.now() - heardMs());
      resolve();
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error('the recorder ended before it heard anything')));
  });
  await begun;
  const recordingOf = (bytes: Buffer): Recording => {
    const samples = new Float32Array(Math.floor(bytes.length / 4));
    for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readFloatLE(at * 4);
    return { sampleRate: SAMPLE_RATE, channels: CHANNELS, samples };
  };
  return {
    heardMs,
    beganAt: () => beganAt,
    last: (ms) => {
      const frame = 4 * CHANNELS;
      const length = Math.round((ms * SAMPLE_RATE) / 1000) * frame;
      const bytes = Buffer.concat(heard);
      const whole = bytes.length - (bytes.length % frame);
      return recordingOf(bytes.subarray(Math.max(0, whole - length), whole));
    },
    stop: async () => {
      await end(child);
      return recordingOf(Buffer.concat(heard));
    },
  };
};

/**
 * Starts a private sound server with a loudspeaker for each name; the first is the system's choice. Its folder is made beside the system's other temporary ones: a socket's path may
 * have 107 characters, and a test's own folder has more wherever the project does not happen to lie near the root.
 * Throws what the server said when it does not come up; see cannotListen.
 */
export const startListening = async (sinks: readonly string[] = ['room']): Promise<Listening> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'room-'));
  const socket = path.join(dir, 'native');
  const own = {
    HOME: dir,
    XDG_RUNTIME_DIR: dir,
    XDG_CONFIG_HOME: dir,
    PULSE_RUNTIME_PATH: dir,
    PULSE_STATE_PATH: dir,
    PULSE_CONFIG: path.join(dir, 'daemon.conf'),
  };
  // With a microphone, so that it can be seen that nobody listens through it.
  const modules = [
    ...sinks.map(nullSink),
    'module-null-source source_name=microphone',
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
  ];
  // What a program is told to be the usual rate; at another one the server would bend what is recorded.
  await writeFile(own.PULSE_CONFIG, `default-sample-rate = ${SAMPLE_RATE}\n`);
  const startServer = async (): Promise<ChildProcess> => {
    const server = spawn(
      'pulseaudio',
      [
        '-n',
        '--daemonize=no',
        '--exit-idle-time=-1',
        '--use-pid-file=no',
        '--disable-shm=yes',
        ...modules.flatMap((module) => ['-L', module]),
      ],
      { env: { ...process.env, ...own }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    let failed = false;
    server.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    server.once('error', (error) => {
      failed = true;
      said += error.message;
    });
    const until = Date.now() + STARTS_WITHIN_MS;
    while (!existsSync(socket) && !failed && server.exitCode === null && Date.now() < until) await pause(50);
    if (existsSync(socket)) return server;
    if (!failed) await end(server);
    await rm(dir, { recursive: true, force: true });
    throw new Error(`PulseAudio is here and does not start: ${said.trim() || 'it said nothing.'}`);
  };
  let server = await startServer();
  // The program's own folders stay as they are: it needs them for its settings.
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_COOKIE: path.join(dir, 'cookie') };
  const all = { ...process.env, ...own, ...env };
  const pactl = (...words: readonly string[]): string =>
    execFileSync('pactl', words, { env: all, encoding: 'utf8' });
  return {
    env,
    record: (sink = sinks[0] ?? 'room') => startRecorder(all, sink),
    unloadSink: (sink) => {
      const lines = pactl('list', 'short', 'modules').split('\n');
      const line = lines.find((one) => one.includes(`sink_name=${sink} `)) ?? '';
      pactl('unload-module', line.split('\t')[0] ?? '');
    },
    loadSink: (sink) => void pactl('load-module', ...nullSink(sink).split(' ')),
    preferSink: (sink) => void pactl('set-default-sink', sink),
    crash: async () => {
      server.kill('SIGKILL');
      await ended(server);
      await rm(socket, { force: true });
    },
    startAgain: async () => {
      server = await startServer();
    },
    close: async () => {
      await end(server);
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/**
 * The level in dBFS of each 100 ms: power, added up over the channels as BS.1770 does and without its weighting,
 * so that a track of -23 LUFS comes out near -23, and a sine of full scale on both channels at 0. Silence is
 * minus infinity.
 */
export const levelsOf = ({ samples, sampleRate, channels }: Recording, windowMs = WINDOW_MS): number[] => {
  const length = Math.round((sampleRate * windowMs) / 1000);
  const count = Math.floor(samples.length / channels / length);
  return Array.from({ length: count }, (_, window) => {
    const from = window * length * channels;
    const part = samples.subarray(from, from + length * channels);
    return 10 * Math.log10(part.reduce((sum, sample) => sum + sample ** 2, 0) / length);
  });
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? FLOOR_DBFS;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
};

/** How long either side of an instant is listened to for its slope, in ms. */
const SIDE_MS = 1000;

export interface Steepest {
  readonly risePerS: number;
  readonly fallPerS: number;
  /** The window, counted from 0, about which it rose or fell most. */
  readonly riseAt: number;
  readonly fallAt: number;
}

/**
 * The steepest rise and fall above the floor, in dB a second. About each instant the median level of the second
 * before is compared with that of the second after. Music swells and pauses for tenths of a second, which a
 * median passes over; a fade comes out with its true slope, and a jump with its whole height. What lasts less
 * than half a second is not seen: for that compare levelsOf with a steady tone.
 */
export const steepest = (levels: readonly number[], floorDb = FLOOR_DBFS): Steepest => {
  const side = Math.round(SIDE_MS / WINDOW_MS);
  const heard = levels.map((db) => Math.max(floorDb, db));
  let found: Steepest = { risePerS: 0, fallPerS: 0, riseAt: 0, fallAt: 0 };
  for (let at = side; at + side <= heard.length; at += 1) {
    const before = median(heard.slice(at - side, at));
    const after = median(heard.slice(at, at + side));
    const perS = ((after - before) * 1000) / SIDE_MS;
    if (perS > found.risePerS) found = { ...found, risePerS: perS, riseAt: at };
    if (-perS > found.fallPerS) found = { ...found, fallPerS: -perS, fallAt: at };
  }
  return found;
};

/** Music that has come to its level changes by less than this from one second to the next, in dB. */
const SWELL_DB = 1.5;

/**
 * Waits until what is heard is louder than a level, in dBFS, and has stopped rising. Answers false when that did not come
 * within the given time.
 */
export const heardAbove = async (recorder: Recorder, db: number, withinMs: number): Promise<boolean> => {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const levels = levelsOf(recorder.last(2000));
    const [before, last] = [median(levels.slice(0, 10)), median(levels.slice(10))];
    if (levels.length === 20 && last > db && last - before < SWELL_DB) return true;
    await pause(200);
  }
  return false;
};
