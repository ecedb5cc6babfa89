// English for the patient display and for the pages that a patient writes or draws. Few words, and none that
// anyone must read in onset and deep.

import type { PageKind } from '../../shared/score/display-score.ts';
import type { Wish } from '../../shared/session/session.ts';

/** The patient's wishes for staff, after “Someone, please ·”. */
export const wishesToStaff: Readonly<Record<Wish, string>> = {
  water: 'water',
  warmer: 'warmer',
  sick: 'feeling sick',
  company: 'company',
  bathroom: 'bathroom',
};

/** The names of the patient's keys. */
export const patient = {
  label: 'Patient display',
  wake: 'Wake the display',
  darker: 'Darker',
  lighter: 'Lighter',
  softer: 'Softer',
  louder: 'Louder',
  different: 'Different',
  silence: 'Silence',
  someone: 'Someone, please',
  asked: 'Asked',
  coming: 'Someone is coming',
  staff: 'Staff',
  wishes: {
    water: 'Water',
    warmer: 'Warmer',
    sick: 'Sick',
    company: 'Company',
    bathroom: 'Bathroom',
  } satisfies Record<Wish, string>,
  wishesLabel: 'What for',
  pages: { write: 'Write', draw: 'Draw' } satisfies Record<PageKind, string>,
  pagesLabel: 'Pages',
  lightLevel: (dots: number, most: number) => `Light ${dots} of ${most}`,
  soundLevel: (dots: number, most: number) => `Sound ${dots} of ${most}`,
};

/** The pages that a patient writes and draws on. */
export const page = {
  write: 'Page to write on',
  draw: 'Page to draw on',
  back: 'Back',
  keep: 'Keep',
  kept: 'Staff can print it or save it to your drive. Otherwise it is gone when the room is made ready for the next person.',
  clear: 'Clear',
  ink: 'Ink',
  inks: { amber: 'Amber', honey: 'Honey', rose: 'Rose', clay: 'Clay', plum: 'Plum' },
  width: 'Width',
  widths: { fine: 'Fine', middle: 'Middle', broad: 'Broad' },
};

/** To staff: the patient wants to keep a page. */
export const keptPages = {
  asked: (count: number) => `The patient wants to keep ${count === 1 ? 'a page' : 'both pages'}`,
  print: 'Print',
  save: 'Save as PDF',
  given: { print: 'It was sent to the printer', savePdf: 'It was saved as a PDF' },
};

/** A patient's pages in print. */
export const paper = {
  title: 'Pages',
  drawing: 'A drawing',
};
