// The whole set-up as one file, for a second room or a new computer: presets, lists and marks of music, and the settings that
// mean the same elsewhere. It holds no PIN, no key of a bridge, and nothing of this computer's own loudspeakers and displays.

import { orNull } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readChosen } from './chosen-file.ts';
import { isJsonObject, isOfNewer, type JsonObject } from './json-file.ts';
import { writtenText } from './written-text.ts';

/** Says what the file is, whatever somebody calls it. */
const KIND = 'the set-up of a Stillroom';

/** The version of the file that this program writes. */
const SETUP_VERSION = 1;

/** A larger file is none, in bytes: ten thousand presets and a list of each track take a tenth of it. */
const MOST_BYTES = 200e6;

/** What the file holds, each part as it is kept on the disk. */
export interface WholeSetup {
  readonly settings: JsonObject;
  readonly presets: JsonObject;
  readonly music: JsonObject;
}

/** The file's text. */
export const setupText = (setup: WholeSetup, madeAt: Date): string =>
  `${JSON.stringify({ kind: KIND, version: SETUP_VERSION, madeAt: madeAt.toISOString(), ...setup }, undefined, 1)}\n`;

/** What a chosen file holds. */
export const readSetup = async (
  file: string,
): Promise<Result<WholeSetup, 'setupUnreadable' | 'setupNewer'>> => {
  const bytes = await readChosen(file, MOST_BYTES);
  const { text } = bytes === null ? { text: null } : writtenText(bytes);
  const json: unknown = orNull(() => JSON.parse(text ?? ''));
  if (!isJsonObject(json) || json.kind !== KIND || typeof json.version !== 'number')
    return fail('setupUnreadable');
  if (isOfNewer(json, SETUP_VERSION)) return fail('setupNewer');
  const { settings, presets, music } = json;
  if (!isJsonObject(settings) || !isJsonObject(presets) || !isJsonObject(music))
    return fail('setupUnreadable');
  const hasLists = Array.isArray(presets.presets) && Array.isArray(music.playlists);
  return hasLists ? ok({ settings, presets, music }) : fail('setupUnreadable');
};
