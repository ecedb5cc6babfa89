// English for what is wrong with a preset's file: one sentence that says what and where, in the file's own words.

import type { PresetFault, PresetPlace, TextPlace } from '../../shared/preset/preset-fault.ts';
import { listed } from './counting.ts';

/** What is wrong with a field of the preset. */
type FieldFault = Extract<PresetFault, { readonly place: PresetPlace }>;

/** `phases 2`, `checksMin 3`, `ambient`: a field, with its place in a list where it has one. */
const steps = (place: PresetPlace): readonly string[] =>
  place.flatMap((step, i) => {
    if (typeof step === 'number') return [];
    const next = place[i + 1];
    return [typeof next === 'number' ? `${step} ${next}` : step];
  });

const EXPECTED = {
  number: 'is not a number',
  text: 'is not a text',
  list: 'is not a list',
  fields: 'is not a group of fields',
  yesOrNo: 'is neither true nor false',
};

const BEYOND = {
  tooSmall: (limit: number) => `is less than ${limit}`,
  tooLarge: (limit: number) => `is more than ${limit}`,
  tooShort: (limit: number) => `has fewer than ${limit} entries`,
  tooLong: (limit: number) => `is longer than ${limit}`,
};

const PLAIN = {
  missing: 'is missing',
  unknown: 'is not a field of a preset',
  empty: 'is empty',
  noLook: 'needs brightnessPct and either warmthK or colour',
  wrong: 'is not as it should be',
};

const disorder = (field: string): string => {
  if (field === 'phases')
    return 'do not go settle, onset, deep, return, rest, with settle first and each once';
  if (field === 'checksMin') return 'do not go earliest first';
  return 'has a least that is more than its most';
};

/** What is wrong with the file itself, and where. */
const OF_FILE = {
  noFile: () => 'This file cannot be opened; check that it is there and that you may read it.',
  largeFile: () => 'This file is larger than 1 MB, and no preset is; choose another file.',
  emptyFile: () => 'This file is empty; choose another file.',
  notText: () => 'This file is not a text, so it is no preset; choose another file.',
  damagedText: ({ line, column }: TextPlace) =>
    `This file is damaged: a letter in line ${line}, column ${column} cannot be read. Nothing was added.`,
  notJson: ({ line, column }: TextPlace) =>
    `This file is not valid JSON: it breaks in line ${line}, column ${column}. Nothing was added.`,
};

const wrong = (fault: FieldFault, field: string): string => {
  if (fault.what === 'notOneOf') return `is not one of ${listed(fault.options)}`;
  if (fault.what === 'notA') return EXPECTED[fault.expected];
  if ('limit' in fault) return BEYOND[fault.what](fault.limit);
  return fault.what === 'disorder' ? disorder(field) : PLAIN[fault.what];
};

/** What is wrong, and where: `This preset cannot be used: in phases 2, lengthMin is more than 600.` */
export const presetFault = (fault: PresetFault): string => {
  if ('line' in fault) return OF_FILE[fault.what](fault);
  if (!('place' in fault)) return OF_FILE[fault.what]();
  const said = steps(fault.place);
  const field = said.at(-1) ?? 'it';
  const within = said.length > 1 ? `in ${said.slice(0, -1).join(', ')}, ` : '';
  return `This preset cannot be used: ${within}${field} ${wrong(fault, field)}. Nothing was added.`;
};
