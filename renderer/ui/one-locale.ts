// In place of react-aria's own of this name (scripts/electron.vite.config.ts): the words of the program are English, so
// what the library says and how it counts is too, whatever the machine's language. To ask for that takes some 10 ms
// of a cold start.

const ENGLISH = { locale: 'en-US', direction: 'ltr' } as const;

/** The one locale. */
export const getDefaultLocale = (): typeof ENGLISH => ENGLISH;

/** The same for components. */
export const useDefaultLocale = getDefaultLocale;
