// English for the preset editor.

/** What is said there. */
export const presetEditor = {
  title: 'Preset',
};
