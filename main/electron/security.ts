// What no window of ours may ever do: leave its page, open another, get a permission, or reach any host. And the system's
// key store, which keeps a bridge's key from being read on the disk.

import { app, safeStorage, session } from 'electron';
import type { Encryption } from '../storage/settings.ts';
import { ORIGIN } from './protocol.ts';

const PLAYER_PAGE = `${ORIGIN}/player.html`;

/** The schemes from which our pages may load anything; in development the dev server's origin too. */
const isAllowed = (url: string, devOrigin: string | null): boolean => {
  const { protocol, origin } = new URL(url);
  if (['app:', 'devtools:', 'data:', 'blob:'].includes(protocol)) return true;
  return devOrigin !== null && origin.replace(/^ws/, 'http') === devOrigin;
};

/**
 * The player's page may list the outputs by name and choose one. Chromium checks that as if it were access to a
 * microphone; to record from one, a page has to request it, and every request is refused.
 */
const mayKnowOutputs = (pageUrl: string, permission: string, mediaType: string | undefined): boolean => {
  const isAsked = (permission === 'media' && mediaType === 'audio') || permission === 'speaker-selection';
  return isAsked && pageUrl === PLAYER_PAGE;
};

/** Bars all of it, for every window. Call before the first window, when the app is ready. */
export const barTheDoors = (
  devOrigin: string | null,
  barred: (what: string, detail: string) => void,
): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      // A page that broke reloads itself (renderer/ui/broken-page.ts).
      if (event.url === contents.getURL()) return;
      event.preventDefault();
      barred('navigation', event.url);
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      barred('webview', contents.getURL());
    });
    contents.setWindowOpenHandler(({ url }) => {
      barred('window', url);
      return { action: 'deny' };
    });
  });
  // Chromium fetches a dictionary for each by itself; what it asks for passes by the check of requests below.
  session.defaultSession.setSpellCheckerLanguages([]);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
    barred('permission', permission);
    decide(false);
  });
  session.defaultSession.setPermissionCheckHandler((contents, permission, _origin, { mediaType }) =>
    mayKnowOutputs(contents?.getURL() ?? '', permission, mediaType),
  );
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !isAllowed(details.url, devOrigin);
    if (cancel) barred('request', details.url);
    decide({ cancel });
  });
};

/**
 * Electron's safeStorage, usable once the app is ready. Where the system has no key store it says so, and never uses
 * Electron's own obfuscation under a fixed password, which only looks like one.
 */
export const systemKeyStore: Encryption = {
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
  decrypt: (cipher) => safeStorage.decryptString(Buffer.from(cipher, 'base64')),
};
