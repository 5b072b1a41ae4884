// What is read before anybody says where they live: lists, tags, search, a topic's people.
import {check, equal, tabTo, window} from './harness.mjs';

const topic = '/topics/envoy-transcript';
const look = (name, address, more = {}) => ({name, go: (page, base) => page.goto(base + address), ...more});

// Opens the definition of the first person in the brief, by the keyboard, as it works without scripts too.
async function definition(page, base) {
    const response = await page.goto(base + topic);
    await page.locator('.mention').first().press('Enter');
    return response;
}

export const visits = [
    look('tags', '/tags'),
    look('tag', '/tags/foreign-policy'),
    look('tag-unknown', '/tags/nothing', {status: 404}),
    look('search-empty', '/search'),
    look('search', '/search?q=senate+hearing'),
    look('search-none', '/search?q=zebra', {says: 'zebra'}),
    look('search-too-long', `/search?q=${'a'.repeat(120)}`, {status: 422}),
    look('search-zip', '/search?q=94110'),
    {name: 'definition', go: definition, says: '2025'},
];

// A definition opens on hover, focus and tap; it stays while the pointer is on it, and Escape closes it (WCAG 1.4.13).
async function definitions(browser, base) {
    const context = await window(browser);
    const page = await context.newPage();
    await page.goto(base + topic);
    const name = page.locator('.mention').first();
    const card = page.locator('#who-1');
    await name.hover();
    await card.waitFor({state: 'visible', timeout: 5000});
    await card.hover();
    check(await card.isVisible(), 'definitions', 'it does not stay while the pointer is on it');
    await page.keyboard.press('Escape');
    check(await card.isHidden(), 'definitions', 'Escape does not close it');
    await page.mouse.move(2, 2);
    await name.hover();
    await card.waitFor({state: 'visible', timeout: 5000});
    await page.mouse.move(2, 2);
    await card.waitFor({state: 'hidden', timeout: 5000});
    await name.hover();
    await name.click();
    await page.mouse.move(2, 2);
    check(await card.isVisible(), 'definitions', 'a click does not keep what hovering opened');
    await page.keyboard.press('Escape');

    await page.locator('.brief h2').click();
    check(await tabTo(page, '.mention', 3), 'definitions', 'the keyboard does not reach a person');
    check(await card.isVisible(), 'definitions', 'focus does not open it');
    await page.keyboard.press('Escape');
    check(await card.isHidden(), 'definitions', 'Escape does not close what focus opened');
    equal(await page.locator(':focus').getAttribute('popovertarget'), 'who-1', 'definitions', 'the focus after Escape');
    await context.close();

    const touch = await window(browser, {width: 360, scripts: false, hasTouch: true});
    const small = await touch.newPage();
    await small.goto(base + topic);
    await small.locator('.mention').first().tap();
    check(await small.locator('#who-1').isVisible(), 'definitions', 'a tap does not open it without scripts');
    const box = await small.locator('#who-1').boundingBox();
    check(box.x >= 0 && box.x + box.width <= 360, 'definitions', 'it is not within the window');
    await touch.close();
}

// From the home page to a topic by searching, with scripts off; a ZIP code never gets into the address.
async function searching(browser, base) {
    const context = await window(browser, {scripts: false});
    const page = await context.newPage();
    await page.goto(base);
    await page.locator('#q').fill('94110');
    await page.locator('#q').press('Enter');
    equal(new URL(page.url()).search, '', 'searching', 'the address after a ZIP code in the search box');
    await page.locator('#q').fill('enviado SENATORS');
    await page.locator('#q').press('Enter');
    await page.locator('#q').fill('Sénators confirm');
    await Promise.all([page.waitForNavigation(), page.locator('#q').press('Enter')]);
    check(await page.locator('mark').count() > 0, 'searching', 'nothing is marked');
    await page.locator('.topic-card a').first().click();
    check(page.url().includes('/topics/'), 'searching', 'a result does not lead to its topic');
    await context.close();
}

export const walks = [definitions, searching];
