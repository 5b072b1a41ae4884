#!/usr/bin/env node
// Draws the icons that phones and search engines want as PNG, from service/pages/static/icon.svg (npm ci in tests/browser
// first):
//
//     node deploy/pictures/icons.mjs
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const {chromium} = createRequire(path.join(root, 'tests/browser/package.json'))('playwright-core');
const files = path.join(root, 'service/pages/static');
const drawing = `data:image/svg+xml;base64,${readFileSync(path.join(files, 'icon.svg')).toString('base64')}`;

// A maskable icon may lose everything outside a circle of 80 % of its width; a phone's home screen rounds the corners.
const icons = [
    {name: 'icon-192.png', size: 192, share: 1},
    {name: 'icon-512.png', size: 512, share: 1},
    {name: 'icon-maskable.png', size: 512, share: 0.54, ground: '#faf8f3'},
    {name: 'icon-180.png', size: 180, share: 0.7, ground: '#faf8f3'},
];

const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu']});
for (const {name, size, share, ground} of icons) {
    const page = await browser.newPage({viewport: {width: size, height: size}});
    await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground ?? 'transparent'}">
<img src="${drawing}" width="${Math.round(size * share)}" height="${Math.round(size * share)}" style="display:block"></body>`);
    await page.locator('img').evaluate((image) => image.decode());
    writeFileSync(path.join(files, name), await page.screenshot({omitBackground: !ground}));
    await page.close();
}
await browser.close();
