// Where a visitor lives, who represents them, and the way through the calls of an action.
import {createServer} from 'node:http';
import {atEnd, check, equal, realData, start, tabTo, watch, window} from './harness.mjs';
import {goTo} from './pages.mjs';

const senators = '/topics/envoy-transcript/actions/2';
const practice = '/topics/practice/actions/1';
const split = '91711';  // Claremont, California: several districts

// A geocoder in the Census Bureau's form, that knows one street and fails when told to.
async function geocoder() {
    const places = {claremont: {x: -117.7198, y: 34.1467}, line: {x: -117.7066, y: 34.0967}};
    const asked = [];
    const server = createServer((request, response) => {
        const address = new URL(request.url, 'http://x').searchParams.get('address') ?? '';
        asked.push(address);
        if (/broken/i.test(address)) return response.writeHead(500).end();
        const place = places[Object.keys(places).find((name) => address.toLowerCase().includes(name))];
        const matches = place ? [{coordinates: place, addressComponents: {zip: split, state: 'CA'}}] : [];
        response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({result: {addressMatches: matches}}));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    atEnd(() => new Promise((resolve) => server.close(resolve)));
    return {url: `http://127.0.0.1:${server.address().port}/onelineaddress`, asked};
}

const answered = async (page, tap) => {
    const waiting = page.waitForNavigation();
    await tap();
    return await waiting;
};
const outcome = (page, value) => answered(page, () => page.locator(`button[name=outcome][value=${value}]`).click());

const look = (name, address, {zip, place, then, ...more} = {}) => ({
    name, secret: zip,
    go: async (page, base, how) => {
        let response = await goTo(address, {zip, place})(page, base, how);
        for (const step of then ?? []) response = await step(page);
        return response;
    },
    ...more,
});

export const visits = [
    look('people-question', '/reps', {zip: split, says: realData ? 'Chu' : 'Brandt'}),
    look('people-place', '/reps', {zip: split, place: 'CA-28'}),
    look('people-nine-digits', '/reps', {zip: '94110-1234', says: 'San Francisco'}),
    look('people-point', '/reps', {zip: '37.7599,-122.4148', says: realData ? 'Pelosi' : 'Lindqvist'}),
    look('people-point-abroad', '/reps', {zip: '48.85,2.35', status: 422}),
    look('people-first-call', senators, {zip: '94110', says: realData ? 'Padilla' : 'Reyes'}),
    look('people-second-call', senators, {zip: '94110', then: [(page) => outcome(page, 'left-message')]}),
    look('people-wrong-number', practice, {zip: '94110', then: [(page) => outcome(page, 'wrong-number')]}),
    look('people-back', practice, {zip: '94110', then: [
        (page) => outcome(page, 'reached'),
        (page) => answered(page, () => page.locator('.steps button[name=go]').first().click())]}),
    look('people-vacant', practice, {zip: '94544'}),
];

// ---- walks -------------------------------------------------------------------------------------------------------------

// An address refines a split ZIP; what the geocoder cannot do leaves the choice by name.
async function addresses(browser) {
    const geo = await geocoder();
    const base = await start({more: `[geocoder]\nurl = "${geo.url}"`});
    const context = await window(browser, {width: 360});
    const page = await context.newPage();
    const watched = watch(page, base);
    watched.secret = 'Claremont';
    const refine = async (address) => {
        await page.goto(`${base}/reps`);
        await page.locator('#zip').fill(split);
        await answered(page, () => page.locator('form.zip button[type=submit]').click());
        await page.locator('#address').fill(address);
        return await answered(page, () => page.locator('.refine button[type=submit]').click());
    };
    await refine('1 Claremont Blvd');
    check((await page.locator('.target').count()) === 3, 'addresses', 'an address in one district does not answer');
    equal(geo.asked.at(-1), `1 Claremont Blvd, ${split}`, 'addresses', 'the geocoder was asked');
    await refine('1 Line Ave');
    check((await page.locator('.notice').innerText()).includes('too close'), 'addresses', 'a line nearby is not told');
    check((await page.locator('input[type=radio]').count()) >= 2, 'addresses', 'a line nearby leaves no choice');
    await refine('9 Nowhere St');
    check((await page.locator('.notice').innerText()).includes('did not find'), 'addresses', 'an unknown address is not told');
    equal(await page.locator('#address').inputValue(), '9 Nowhere St', 'addresses', 'the box after an unknown address');
    await refine('1 Broken St');
    check((await page.locator('.notice').innerText()).includes('right now'), 'addresses', 'a broken geocoder is not told');
    check((await page.locator('input[type=radio]').count()) > 2, 'addresses', 'a broken geocoder leaves no choice');

    await page.goto(`${base}/`);
    await page.locator('#zip').fill('1 Claremont Blvd');
    await answered(page, () => page.locator('form.zip button[type=submit]').first().click());
    check((await page.locator('.target').count()) === 3, 'addresses', 'an address in the first box does not answer');
    watched.tell('addresses');
    await context.close();
    await boxForAnAddress(browser, base);
}

// The box has room for an address and says that it takes one; half an address stays in it, and what is missing is told.
async function boxForAnAddress(browser, base) {
    for (const [width, least] of [[1280, 320], [360, 240]]) {
        const context = await window(browser, {width});
        const page = await context.newPage();
        for (const address of ['/', '/reps', practice]) {
            await page.goto(base + address);
            const box = await page.locator('#zip').boundingBox();
            check(box.width >= least, 'addresses', `the box of ${address} at ${width} px is ${Math.round(box.width)} px wide`);
            check((await page.locator('#zip-hint').innerText()).includes('street'), 'addresses', `${address} does not say that a street will do`);
        }
        await page.locator('#zip').fill('none St');
        await answered(page, () => page.locator('form.zip button[type=submit]').first().click());
        check((await page.locator('#zip-error').innerText()).includes('house number'), 'addresses', 'what an address needs is not told');
        equal(await page.locator('#zip').inputValue(), 'none St', 'addresses', 'the box after half an address');
        await context.close();
    }
}

// The device tells where it is: an answer, no answer, and somewhere else.
async function location(browser, base) {
    const at = (latitude, longitude, accuracy = 20) => ({latitude, longitude, accuracy});
    const context = await window(browser, {width: 360, permissions: ['geolocation'], geolocation: at(34.1467, -117.7198)});
    const page = await context.newPage();
    const watched = watch(page, base);
    watched.secret = '34.14';
    const ask = async (zip) => {
        await page.goto(`${base}/reps`);
        if (zip) {
            await page.locator('#zip').fill(zip);
            await answered(page, () => page.locator('form.zip button[type=submit]').click());
        }
        return page.locator('[data-locate]').first();
    };
    const locate = async (zip) => {
        const button = await ask(zip);
        const maps = await page.locator('.map').count();
        await answered(page, () => button.click());
        return maps;
    };
    await locate('');
    check((await page.locator('.target, input[type=radio]').count()) >= 2, 'location', 'a point alone does not answer');
    await locate(split);
    check((await page.locator('.target').count()) === 3, 'location', 'a point in the ZIP does not answer');
    await context.setGeolocation(at(40.75, -73.99));
    const maps = await locate(split);
    equal(await page.locator('.map').count(), maps, 'location', 'maps for a device elsewhere');
    check((await page.locator('.notice').innerText()).includes('not in this ZIP'), 'location', 'a point elsewhere is not told');
    await context.setGeolocation(at(34.1467, -117.7198, 9000));
    let button = await ask(split);
    await button.click();
    await page.getByText('could not tell where').waitFor();
    await context.clearPermissions();
    button = await ask(split);
    await button.click();
    await page.getByText('does not let this page know').waitFor();
    check((await page.locator('input[type=radio]').count()) > 2, 'location', 'a refusal leaves no choice');
    watched.tell('location');
    await context.close();
}

// What was chosen is there the next time, and gone with one tap.
async function remembered(browser, base) {
    const context = await window(browser, {width: 360});
    const page = await context.newPage();
    const watched = watch(page, base);
    await goTo('/reps', {zip: split, place: 'CA-28'})(page, base);
    await page.goto(`${base}${senators}`);
    const label = page.locator('form.zip label').first();
    check((await label.innerText()).includes(split), 'remembered', `the place is not offered: ${await label.innerText()}`);
    await answered(page, () => page.locator('form.zip button[type=submit]').first().click());
    check((await page.locator('.place').innerText()).includes(split), 'remembered', 'one tap does not use it');
    await page.goto(`${base}/reps`);
    await page.locator('#zip').fill('94110');
    check(!(await label.innerText()).includes(split), 'remembered', 'another ZIP does not replace it');
    await answered(page, () => page.locator('form.zip button[type=submit]').click());
    check((await page.locator('.place').innerText()).includes('San Francisco'), 'remembered', 'the district of the old ZIP is kept');
    await page.locator('button[data-forget]').first().click();
    equal(await page.evaluate(() => localStorage.getItem('sayso.place')), null, 'remembered', 'after forgetting');
    await page.goto(`${base}/reps`);
    equal(await page.locator('#zip').inputValue(), '', 'remembered', 'the box after forgetting');
    watched.tell('remembered');
    await context.close();
}

// All calls of an action, with an outcome undone and one changed; counted once each, whatever was tapped twice.
const calls = (scripts) => async function calls(browser, base) {
    const where = `calls ${scripts ? 'with' : 'without'} scripts`;
    const context = await window(browser, {width: 360, scripts});
    const page = await context.newPage();
    const watched = watch(page, base);
    watched.secret = '94110';
    await goTo(`${practice}?group=River%20Friends`, {zip: '94110'})(page, base);
    check(await page.locator('.tools').isVisible() === scripts, where, 'offers what only scripts do without them');
    const total = await page.locator('.steps li').count();
    equal(total, 3, where, 'calls');
    const step = async () => (await page.locator('.step-line').innerText()).trim();
    equal(await step(), 'Call 1 of 3', where, 'at first');
    await outcome(page, 'left-message');
    equal(await step(), 'Call 2 of 3', where, 'after an outcome');
    check((await page.locator('.noted').innerText()).includes('left a message'), where, 'the outcome is not told');
    await answered(page, () => page.locator('.noted button[name=undo]').click());
    equal(await step(), 'Call 1 of 3', where, 'after taking it back');
    await outcome(page, 'reached');
    await page.reload();  // the form once more
    equal(await step(), 'Call 2 of 3', where, 'after the same form again');
    await outcome(page, 'not-reached');
    await answered(page, () => page.locator('.steps button[name=go]').nth(1).click());
    equal(await step(), 'Call 2 of 3', where, 'going back');
    check(await page.locator('button.chosen[value=not-reached]').count() === 1, where, 'what was told is not marked');
    await outcome(page, 'reached');
    equal(await step(), 'Call 3 of 3', where, 'after changing it');
    await outcome(page, 'skipped');
    check((await page.locator('h1').innerText()) === 'Thank you.', where, `ends at ${page.url()}`);
    await answered(page, () => page.locator('.noted button[name=undo]').click());
    equal(await step(), 'Call 3 of 3', where, 'after taking back the last');
    await outcome(page, 'left-message');
    equal(await page.locator('.steps .result').count(), 3, where, 'what was told, beside the thanks');
    if (scripts) {  // closed in the middle and opened again
        await page.goto(`${base}${practice}?group=River%20Friends`);
        await page.locator('form.zip button').first().click();
        await page.locator('.count-line').waitFor({timeout: 10_000});
        equal(await page.locator('.steps .result').count(), 3, where, 'what was told, after coming back');
        await answered(page, () => page.locator('.steps button[name=go]').first().click());
        await answered(page, () => page.locator('.outcomes button[name=undo]').click());
        await page.goto(`${base}${practice}?group=River%20Friends`);
        await page.locator('form.zip button').first().click();
        equal(await step(), 'Call 1 of 3', where, 'after coming back to one taken back');
    }
    check(new URL(page.url()).searchParams.get('group') === 'River Friends', where, `loses the group: ${page.url()}`);
    watched.tell(where);
    await context.close();
};

// The name stays on the device and is in every script; larger text and the mode for reading are kept too.
async function device(browser, base) {
    const context = await window(browser, {width: 360});
    const page = await context.newPage();
    const watched = watch(page, base);
    const sent = [];
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
    await goTo(senators, {zip: '94110'})(page, base);
    await page.locator('.tools summary').click();
    await page.locator('#fill-name').fill('Ximena Quill');
    await page.locator('#fill-street').fill('7 Larch Court');
    check((await page.locator('.words').innerText()).includes('my name is Ximena Quill'), 'device', 'the name is not in the script');
    await page.locator('.voicemail summary').click();
    check((await page.locator('.voicemail').innerText()).includes('7 Larch Court'), 'device', 'the street is not in the voicemail');
    await page.locator('[data-toggle=large]').click();
    await outcome(page, 'reached');
    check((await page.locator('.words').innerText()).includes('Ximena Quill'), 'device', 'the name is not in the next script');
    equal(await page.locator('[data-toggle=large]').getAttribute('aria-pressed'), 'true', 'device', 'larger text');
    const size = await page.locator('.script').first().evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
    check(size >= 22, 'device', `larger text is ${size} px`);
    await page.locator('[data-toggle=reading]').click();
    check(await page.locator('.site-head').isHidden() && await page.locator('.script').first().isVisible(), 'device', 'reading mode');
    await page.keyboard.press('Escape');
    check(await page.locator('.site-head').isVisible(), 'device', 'Escape does not end the reading mode');
    check(!sent.some((text) => /Ximena|Larch/.test(text)), 'device', 'the name was sent');
    await page.locator('.tools summary').click();
    await page.locator('[data-forget-fill]').click();
    check((await page.locator('.words').innerText()).includes('[your name]'), 'device', 'the name is not forgotten');
    watched.tell('device');
    await context.close();
}

// From the box to the end of the calls by keyboard alone.
async function byKeyboard(browser, base) {
    const context = await window(browser, {scripts: false});
    const page = await context.newPage();
    await goTo(senators, {zip: '94110'})(page, base);
    check(await tabTo(page, 'a.call', 12), 'by keyboard', 'no way to the number');
    check(await tabTo(page, 'button[name=outcome]', 30), 'by keyboard', 'no way to the outcomes');
    await answered(page, () => page.keyboard.press('Enter'));
    equal((await page.locator('.step-line').innerText()).trim(), 'Call 2 of 2', 'by keyboard', 'after Enter');
    await context.close();
}

export const walks = [addresses, location, remembered, calls(true), calls(false), device, byKeyboard];
