// What no window of ours may ever do: leave its page, open another, ask for a permission, or reach any host.

import { app, session } from 'electron';

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

/** Bars all of it, for every window there will be. Call before the first window, when the app is ready. */
export const barTheDoors = (devOrigin: string | null, barred: (what: Barred) => void): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
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
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !isAllowed(details.url, devOrigin);
    if (cancel) barred({ what: 'request', detail: details.url });
    decide({ cancel });
  });
};
