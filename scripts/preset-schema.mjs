// Writes assets/preset.schema.json: the format of presets as JSON Schema, made of the schema that the program itself
// checks them by, with a sentence for each field. With --print it only shows what it would write.
// It must never say anything of the format that the program's own schema does not hold.

import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { toJsonSchema } from '@valibot/to-json-schema';
import { runnerImport } from 'vite';
import { inProject, runScript } from './place.mjs';

const FILE = inProject('assets', 'preset.schema.json');

const LEVEL =
  'in dB over the normalised track (-23 LUFS): 0 is as loud as the room may ever get, -27 the softest.';
const lookAt = (/** @type {string} */ place) => ({
  [`${place}/brightnessPct`]: 'Brightness, in %.',
  [`${place}/warmthK`]: 'Warmth of white, in kelvin: 1800 is candlelight, 6500 daylight.',
  [`${place}/colour`]: 'A colour in place of a warmth, as CIE 1931 xy.',
  [`${place}/colour/x`]: 'x of CIE 1931.',
  [`${place}/colour/y`]: 'y of CIE 1931.',
});

/** @type {Readonly<Record<string, string>>} a sentence for each field, by its path; * stands for any entry of a list */
const SENTENCES = {
  '': 'A preset of Stillroom: what a patient and a nurse agreed for one session. A field $schema is allowed and ignored.',
  '/$schema': 'Where this schema lies; for editors, and ignored by Stillroom.',
  '/version': 'The version of this format. Older presets are completed, newer ones left untouched.',
  '/id':
    'Small letters, digits and hyphens. A taken one is replaced when the preset is added; it may be left out of a file.',
  '/label': 'Two random words. Never a name: it is on screens and in the log.',
  '/kind': 'How the medicine is given; it decides what marking the dose is called.',
  '/phases':
    'In this order, each at most once: settle, onset, deep, return, rest. The first is always settle, which holds until the dose is marked.',
  '/phases/*/name': 'Which phase this is.',
  '/phases/*/lengthMin': 'How long it lasts, in minutes; of settle only the usual length.',
  '/phases/*/ambient': 'What the lamps that make the room do.',
  ...lookAt('/phases/*/ambient'),
  '/phases/*/task': 'What the lamps do by which staff look and work.',
  ...lookAt('/phases/*/task'),
  '/phases/*/fadeS': 'Seconds from the beginning of the phase until its look and level are reached.',
  '/phases/*/levelDb': `How loud the music is, ${LEVEL}`,
  '/checksMin': 'When staff are reminded to look in: real minutes after the dose mark, earliest first.',
  '/assessMin':
    'The earliest minute after the dose mark at which staff assess for leaving. It never says that anyone may leave.',
  '/limits': "How far the patient's own steps may go; no sound is louder than its most.",
  '/limits/lightPct': 'Brightness, in %.',
  '/limits/lightPct/least': 'The darkest, in %.',
  '/limits/lightPct/most': 'The lightest, in %; not below the darkest.',
  '/limits/soundDb': 'Loudness of the music.',
  '/limits/soundDb/least': `The softest, ${LEVEL}`,
  '/limits/soundDb/most': `The loudest, ${LEVEL}`,
  '/plan':
    'What was talked about beforehand, as wishes and agreements; null: nothing yet. No names, no medicines, no diagnoses.',
  '/plan/talk': 'Whether to talk to the person during the session.',
  '/plan/touch': 'Whether to touch the person.',
  '/plan/lookIn': 'How staff look in.',
  '/plan/helps': 'What helps, in the person’s own words; empty: nothing was said.',
  '/plan/leaveAlone': 'What to leave alone, in the person’s own words.',
  '/plan/musicNever': 'Music never to play, in words.',
  '/plan/eyeMask': 'An eye mask is wanted.',
  '/plan/blanket': 'A blanket is wanted.',
  '/plan/water': 'Water is wanted within reach.',
  '/plan/companion': 'Somebody trusted is in the room; who is nobody’s business here.',
  '/plan/medicinesTalkedAbout': 'Medicines that can help with side effects were talked about.',
  '/plan/quietAgreed': 'No work, no hard conversations, phone away: agreed.',
  '/plan/afterwards': 'What to do when the room has returned.',
  '/plan/write': 'The patient display offers writing once the light is back.',
  '/plan/draw': 'The patient display offers drawing once the light is back.',
  '/plan/picture': 'The patient display shows a still picture while the room settles.',
  '/playlist':
    'The playlist for all phases that have none of their own, by id, as "bundled:Slow Water"; null: no music.',
  '/playlistsByPhase': 'Phases with a playlist of their own; null: silence in that phase.',
  '/otherPlaylists': 'Where Different goes once it has been through the playlist.',
  '/joins': 'How one track goes over into the next.',
  '/leftOut': 'Tracks of these playlists that this person does not want to hear, by id.',
};

/**
 * Gives each field that has a sentence its description.
 * @param {any} schema
 * @param {string} place
 * @returns {readonly string[]} the places of all fields
 */
function describeFields(schema, place) {
  const { properties = {}, items, anyOf = [] } = schema;
  const describe = (/** @type {any} */ holder, /** @type {string} */ name, /** @type {string} */ at) => {
    holder[name] = { description: SENTENCES[at], ...holder[name] };
    return [at, ...describeFields(holder[name], at)];
  };
  return [
    ...Object.keys(properties).flatMap((name) => describe(properties, name, `${place}/${name}`)),
    ...(items === undefined ? [] : describe(schema, 'items', `${place}/*`)),
    ...anyOf.flatMap((/** @type {any} */ way) => describeFields(way, place)),
  ];
}

/** @returns {Promise<string>} the text of the schema's file */
async function schemaText() {
  const { module } = await runnerImport(inProject('shared', 'preset', 'preset.ts'));
  // What no JSON Schema can say (the order of phases, that the least is not more than the most) is in the sentences.
  const plain = /** @type {any} */ (
    toJsonSchema(/** @type {any} */ (module).PresetSchema, {
      typeMode: 'input',
      errorMode: 'ignore',
    })
  );
  const places = ['', '/$schema', ...describeFields(plain, '')];
  const missed = Object.keys(SENTENCES).filter((place) => !places.includes(place));
  if (missed.length > 0) throw new Error(`These fields are no more: ${missed.join(', ')}`);
  const { $schema, properties, required, ...rest } = plain;
  const whole = {
    $schema,
    title: 'Stillroom preset',
    description: SENTENCES[''],
    ...rest,
    // A file without an id gets one when it is added.
    required: required.filter((/** @type {string} */ name) => name !== 'id'),
    properties: { $schema: { description: SENTENCES['/$schema'], type: 'string' }, ...properties },
  };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

await runScript(async () => {
  const text = await schemaText();
  if (process.argv.includes('--print')) process.stdout.write(text);
  else await writeFile(FILE, text);
  return 0;
});
