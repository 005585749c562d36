import { spawnSync } from 'node:child_process';

/** The one without windows starts a page in half the time. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Where the system's Chromium lies: `CHROMIUM_PATH`, else where one is installed, else undefined. */
export const findBrowser = () =>
  process.env['CHROMIUM_PATH'] ??
  names.map((name) => spawnSync('which', [name]).stdout.toString().trim()).find((path) => path !== '');
