// What Start is measured against: a program with one button. A press of it makes main send one PUT on a connection that
// is kept alive, and nothing else.

import { Agent, request } from 'node:http';
import { app, BrowserWindow, ipcMain } from 'electron';

const agent = new Agent({ keepAlive: true });

const put = () => {
  const sent = request(process.env.BARE_PUT_URL, { method: 'PUT', agent }, (response) => response.resume());
  sent.end('{}');
};

ipcMain.on('press', put);
app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } });
  const page =
    "<button style='width:400px;height:200px' onclick=\"require('electron').ipcRenderer.send('press')\">Put</button>";
  window.loadURL(`data:text/html,${encodeURIComponent(page)}`);
});
