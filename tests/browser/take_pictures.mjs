// Takes the pictures of the README anew, into deploy/pictures: `node take_pictures.mjs`, after a change that shows.
import path from 'node:path';
import {fail, finish, launch, root, start, window} from './harness.mjs';
import {goTo} from './pages.mjs';

const topic = '/topics/envoy-transcript';
const pictures = [
    {name: 'home', address: '/', scheme: 'light'},
    {name: 'topic', address: topic, scheme: 'light'},
    {name: 'call', address: `${topic}/actions/2`, zip: '94110', scheme: 'light'},
    {name: 'representatives', address: '/reps', zip: '94110', scheme: 'dark'},
];

try {
    const base = await start();
    const browser = await launch();
    for (const {name, address, zip, scheme} of pictures) {
        const context = await window(browser, {width: 390, scheme, deviceScaleFactor: 1.5});
        const page = await context.newPage();
        await goTo(address, {zip})(page, base);
        await page.screenshot({path: path.join(root, 'deploy/pictures', `web-${name}.png`), animations: 'disabled'});
        await context.close();
    }
} catch (error) {
    fail('pictures', error.stack);
}
await finish();
