// Home, topics, actions and representatives as they are found, read and printed.
import path from 'node:path';
import {check, pictures, realData, tabTo, window} from './harness.mjs';

const topic = '/topics/envoy-transcript';

// Opens an address; then types a ZIP code and, when asked, chooses a place.
export const goTo = (address, {zip, place} = {}) => async (page, base) => {
    let response = await page.goto(base + address);
    if (!zip) return response;
    const send = async (button) => {
        const answered = page.waitForResponse((r) => r.request().method() === 'POST');
        await page.locator(button).first().click();
        response = await answered;
    };
    await page.locator('form.zip input').first().fill(zip);
    await send('form.zip button');
    if (place) {
        await page.locator(`#place-${place}`).check();
        await send('form.choice button');
    }
    await page.waitForLoadState();
    return response;
};
const look = (name, address, {zip, place, ...more} = {}) => ({name, go: goTo(address, {zip, place}), secret: zip, ...more});

export const visits = [
    look('home', '/'),
    look('topic', topic),
    look('topic-practice', '/topics/practice'),
    look('action', `${topic}/actions/2`),
    look('action-letter', `${topic}/actions/4`),
    look('action-answered', `${topic}/actions/2`, {zip: '94110', says: realData ? 'Padilla' : 'Reyes'}),
    look('action-split-state', `${topic}/actions/2`, {zip: '42223', says: 'Kentucky'}),
    look('reps-empty', '/reps'),
    look('reps', '/', {zip: '94110', says: realData ? 'Pelosi' : 'Lindqvist'}),
    look('reps-split', '/reps', {zip: '91711', says: realData ? 'Chu' : 'Brandt'}),
    look('reps-split-chosen', '/reps', {zip: '91711', place: 'CA-28'}),
    look('reps-split-unsure', '/reps', {zip: '91711', place: 'CA'}),
    look('reps-vacant', '/reps', {zip: '94544'}),
    look('reps-dc', '/reps', {zip: '20001'}),
    look('reps-approximate', '/reps', {zip: '12345'}),
    look('reps-unknown-zip', '/reps', {zip: '99999', status: 422}),
    look('error-404', '/no-such-page', {status: 404}),
];

// From the first key to the first number, by keyboard alone and with scripts switched off.
async function keyboard(browser, base) {
    const context = await window(browser, {scripts: false});
    const page = await context.newPage();
    const focused = page.locator(':focus');
    await page.goto(`${base}/`);
    await page.keyboard.press('Tab');
    check((await focused.getAttribute('class')) === 'skip', 'keyboard', 'the first Tab does not reach the skip link');
    const box = await focused.boundingBox();
    check(box && box.y >= 0, 'keyboard', 'the skip link stays out of sight when focused');
    await page.keyboard.press('Enter');
    check(await tabTo(page, '#zip', 2), 'keyboard', 'the skip link does not lead to just before the ZIP box');
    await page.keyboard.type('91711');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    check(await tabTo(page, 'input[type=radio]', 12), 'keyboard', 'no way to the candidates');
    await page.keyboard.press('ArrowDown');
    check(await page.locator('input[type=radio]:checked').count() === 1, 'keyboard', 'an arrow key chooses no candidate');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    check(await tabTo(page, 'a.call', 12), 'keyboard', 'no way to a number');
    const outline = await focused.evaluate((element) => getComputedStyle(element).outlineWidth).catch(() => '3px');
    check(outline !== '0px', 'keyboard', 'focus cannot be seen on a number');
    check(/^tel:\+1\d{10}$/.test(await focused.getAttribute('href')), 'keyboard', 'the number is not one to tap');
    await context.close();
}

// On paper the words are all there and the forms are not.
async function paper(browser, base) {
    const context = await window(browser, {viewport: {width: 800, height: 1000}});
    const page = await context.newPage();
    await goTo('/', {zip: '94110'})(page, base);
    await page.emulateMedia({media: 'print'});
    check(await page.locator('form').first().isHidden(), 'paper', 'a form is printed');
    check(await page.locator('.script').first().isVisible(), 'paper', 'the script is not printed');
    if (pictures) await page.pdf({path: path.join(pictures, 'reps.pdf')});
    await context.close();
}

export const walks = [keyboard, paper];
