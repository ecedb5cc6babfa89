// English for what is wrong with a preset's file: one sentence that says what and where, in the file's own words.

import type { PresetFault, PresetPlace } from '../../shared/preset/preset-fault.ts';
import { listed } from './counting.ts';

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

const disorder = (field: string): string => {
  if (field === 'phases')
    return 'do not go settle, onset, deep, return, rest, with settle first and each once';
  if (field === 'checksMin') return 'do not go earliest first';
  return 'has a least that is more than its most';
};

const wrong = (fault: PresetFault, field: string): string => {
  switch (fault.what) {
    case 'missing':
      return 'is missing';
    case 'unknown':
      return 'is not a field of a preset';
    case 'empty':
      return 'is empty';
    case 'noLook':
      return 'needs brightnessPct and either warmthK or colour';
    case 'disorder':
      return disorder(field);
    case 'tooSmall':
      return `is less than ${fault.limit}`;
    case 'tooLarge':
      return `is more than ${fault.limit}`;
    case 'tooShort':
      return `has fewer than ${fault.limit} entries`;
    case 'tooLong':
      return `is longer than ${fault.limit}`;
    case 'notOneOf':
      return `is not one of ${listed(fault.options)}`;
    case 'notA':
      return EXPECTED[fault.expected];
    case 'wrong':
      return 'is not as it should be';
  }
};

/** What is wrong, and where: `This preset cannot be used: in phases 2, lengthMin is more than 600.` */
export const presetFault = (fault: PresetFault): string => {
  const said = steps(fault.place);
  const field = said.at(-1) ?? 'it';
  const within = said.length > 1 ? `in ${said.slice(0, -1).join(', ')}, ` : '';
  return `This preset cannot be used: ${within}${field} ${wrong(fault, field)}. Nothing was added.`;
};
