// What no window of ours may ever do: leave its page, open another, ask for a permission, or reach any host.

import { app, session } from 'electron';
import { ORIGIN } from './protocol.ts';

const PLAYER_PAGE = `${ORIGIN}/player.html`;

export interface Barred {
  readonly what: 'navigation' | 'window' | 'webview' | 'permission' | 'request';
  readonly detail: string;
}

/** Schemes by which a page of ours may load anything; in development the dev server's origin as well. */
const isAllowed = (url: string, devOrigin: string | null): boolean => {
  const { protocol, origin } = new URL(url);
  if (['app:', 'devtools:', 'data:', 'blob:'].includes(protocol)) return true;
  return devOrigin !== null && origin.replace(/^ws/, 'http') === devOrigin;
};

/**
 * The player's page may know the outputs by their names and choose one, which is asked as if it were for a
 * microphone's sake. To listen through one it would have to request it, and every request is refused.
 */
const mayKnowOutputs = (pageUrl: string, permission: string, mediaType: string | undefined): boolean => {
  const isAsked = (permission === 'media' && mediaType === 'audio') || permission === 'speaker-selection';
  return isAsked && pageUrl === PLAYER_PAGE;
};

/** Bars all of it, for every window there will be. Call before the first window, when the app is ready. */
export const barTheDoors = (devOrigin: string | null, barred: (what: Barred) => void): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      // A page that broke is loaded anew (renderer/ui/come-anew.ts).
      if (event.url === contents.getURL()) return;
      event.preventDefault();
      barred({ what: 'navigation', detail: event.url });
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      barred({ what: 'webview', detail: contents.getURL() });
    });
    contents.setWindowOpenHandler(({ url }) => {
      barred({ what: 'window', detail: url });
      return { action: 'deny' };
    });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
    barred({ what: 'permission', detail: permission });
    decide(false);
  });
  session.defaultSession.setPermissionCheckHandler((contents, permission, _origin, { mediaType }) =>
    mayKnowOutputs(contents?.getURL() ?? '', permission, mediaType),
  );
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !isAllowed(details.url, devOrigin);
    if (cancel) barred({ what: 'request', detail: details.url });
    decide({ cancel });
  });
};
