// What start and memory are measured against: an Electron with one window, and a button in it.

import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  window.loadURL(`data:text/html,${encodeURIComponent('<button>Empty</button>')}`);
});
