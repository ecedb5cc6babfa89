// Replaces react-aria's file of this name (see scripts/electron.vite.config.ts): the program speaks English, so the library
// does too, whatever the machine's language. Asking for the language would take some 10 ms of a cold start.

const ENGLISH = { locale: 'en-US', direction: 'ltr' } as const;

export const getDefaultLocale = (): typeof ENGLISH => ENGLISH;

export const useDefaultLocale = getDefaultLocale;
