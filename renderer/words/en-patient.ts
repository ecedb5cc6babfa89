// English for the patient display and for the pages that a patient writes or draws. Few words, and none that has to be
// read in onset and deep.

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
  lightLevel: (dots: number, most: number) => `Light ${dots} of ${most}`,
  soundLevel: (dots: number, most: number) => `Sound ${dots} of ${most}`,
};

/** A patient's pages on paper. */
export const paper = {
  title: 'Pages',
  drawing: 'A drawing',
};
