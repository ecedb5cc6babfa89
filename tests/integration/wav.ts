// Wav files of silence, made byte by byte.

/** A chunk of a RIFF file. */
const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** A wav file of silence, 8 kHz mono 16 bit; with a title if one is given. */
export const wavOf = (seconds: number, title?: string): Buffer => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const named = title === undefined ? '' : title.padEnd(title.length + 2 - (title.length % 2), '\0');
  const info = Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from(named))]);
  const parts = [
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    ...(title === undefined ? [] : [chunk('LIST', info)]),
    chunk('data', Buffer.alloc(Math.round(seconds * 16_000))),
  ];
  return chunk('RIFF', Buffer.concat(parts));
};
