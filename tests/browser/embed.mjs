// An action on somebody else's site: another origin, a policy that allows our script and our frame and nothing else, no cookies.
import {createServer} from 'node:http';
import {accessible, atEnd, check, equal, window} from './harness.mjs';

const topic = 'envoy-transcript';

// A site of others: one page, with the policy of a careful one.
async function otherSite(base, body, style = '') {
    const policy = `default-src 'none'; script-src ${base}; frame-src ${base}; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
    const server = createServer((request, response) => {
        const css = request.url === '/style.css';
        response.writeHead(200, {'Content-Type': css ? 'text/css' : 'text/html; charset=utf-8', 'Content-Security-Policy': policy,
                                 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin'});
        response.end(css ? style : `<!DOCTYPE html><html lang="en"><head><title>A site of others</title><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>River Friends</h1><section class="act">${body}</section><p id="after">After it</p></main></body></html>`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    atEnd(() => server.close());
    return `http://127.0.0.1:${server.address().port}/`;
}

async function onOtherSite(browser, base, where, body, {style, language = 'en', width = 1000, scripts = true} = {}) {
    const context = await window(browser, {language, width, scripts});
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    const home = await otherSite(base, body, style);
    page.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`) && !request.url().startsWith(home)) complaints.push(`request to ${request.url()}`);
        if (/94110|91711/.test(request.url())) complaints.push(`ZIP code in ${request.url()}`);
    });
    await page.goto(home);
    const frame = page.frameLocator('iframe');
    const element = page.locator('iframe');
    const done = async () => {
        equal((await context.cookies()).length, 0, where, 'cookies');
        for (const complaint of complaints) check(/status of (404|422)/.test(complaint), where, complaint);
        await context.close();
    };
    return {page, frame, element, done, context};
}

// The frame is as high as what is in it, within a deadline.
async function fitsItsContent(page, element, where) {
    const heights = async () => {
        const inside = await (await (await element.elementHandle()).contentFrame()).evaluate(() => document.body.getBoundingClientRect().height);
        return [Math.ceil(inside), Math.round((await element.boundingBox()).height)];
    };
    let found = await heights();
    for (const deadline = Date.now() + 5000; Math.abs(found[0] - found[1]) > 2 && Date.now() < deadline;) found = await heights();
    check(Math.abs(found[0] - found[1]) <= 2, where, `${found[1]} px high for ${found[0]} px of content`);
    return found[1];
}

const line = (base, more = '') => `<script src="${base}/embed.js" data-action="${topic}/2" ${more} async></script>`;

// One line of script: the ZIP, the calls, the outcomes and the thanks, all in the frame.
async function scriptLine(browser, base) {
    const {page, frame, element, done} = await onOtherSite(browser, base, 'embed', line(base, 'data-title="Call about the river"'));
    await frame.locator('form.zip input[name=zip]').fill('94110');
    equal(await element.getAttribute('title'), 'Call about the river', 'embed', 'title of the frame');
    const before = await fitsItsContent(page, element, 'embed');
    await frame.locator('form.zip button[type=submit]').first().click();
    await frame.locator('a.call').first().waitFor();
    check((await frame.locator('a.call').first().getAttribute('href')).startsWith('tel:+1'), 'embed', 'no number to tap');
    const after = await fitsItsContent(page, element, 'embed with calls');
    check(after !== before, 'embed', 'the height does not follow the content');
    await accessible(page, 'embed');
    for (let i = 0; i < 8 && await frame.locator('button[name=outcome]').count(); ++i) {
        const answered = page.waitForResponse((response) => response.request().method() === 'POST');
        await frame.locator('button[name=outcome][value=left-message]').click();
        equal((await (await answered).request().allHeaders())['sec-fetch-site'], 'same-origin', 'embed', 'Sec-Fetch-Site of a form in the frame');
        await frame.locator('main').waitFor();
        await page.waitForLoadState();
    }
    await frame.locator('#share-link').waitFor();
    check((await frame.locator('#share-link').inputValue()).includes(`/topics/${topic}/actions/2`), 'embed', 'the shared link is not the site\'s own');
    await fitsItsContent(page, element, 'embed done');
    equal(await frame.locator('.embed-foot a').getAttribute('target'), '_blank', 'embed', 'target of the way out');
    await done();
}

async function ownColours(browser, base) {
    const style = '.act { --sayso-accent: rebeccapurple; --sayso-background: #101820; --sayso-text: rgb(240 240 240); --sayso-font: serif }';
    const {page, frame, element, done} = await onOtherSite(browser, base, 'embed colours', line(base, 'data-lang="es"'), {style});
    await frame.locator('h1').waitFor();
    equal(await frame.locator('html').getAttribute('lang'), 'es', 'embed colours', 'language');
    equal(await frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor), 'rgb(16, 24, 32)', 'embed colours', 'ground');
    check((await element.getAttribute('src')).includes('accent=663399'), 'embed colours', 'the accent does not arrive');
    await accessible(page, 'embed colours');
    await done();
}

// Others' messages move nothing, and a broken line of ours tells on the console alone.
async function othersMessages(browser, base) {
    const {page, element, frame, done} = await onOtherSite(browser, base, 'embed messages', line(base));
    await frame.locator('h1').waitFor();
    const before = await fitsItsContent(page, element, 'embed messages');
    await page.evaluate(() => new Promise((resolve) => {
        addEventListener('message', () => resolve());
        postMessage({sayso: 'height', height: 5}, '*');
    }));
    equal(Math.round((await element.boundingBox()).height), before, 'embed messages', 'height after the message of another');
    await done();
}

// A frame alone needs no script, on either side.
async function frameAlone(browser, base) {
    const body = `<iframe src="${base}/embed/${topic}/4?lang=en&accent=b00020" title="A letter" width="100%" height="800"></iframe>`;
    const {frame, done} = await onOtherSite(browser, base, 'embed frame', body, {scripts: false});
    await frame.locator('#letter-name').fill('Ana');
    await frame.locator('button[value=page]').click();
    await frame.locator('.paper', {hasText: 'Ana'}).waitFor();
    check((await frame.locator('form.letter-form').getAttribute('action')).includes('accent=b00020'), 'embed frame', 'the colours are lost');
    await done();
}

const open = (name, path, more = {}) => ({name, go: (page, base) => page.goto(base + path), ...more});
export const visits = [
    open('embed', `/embed/${topic}/2`),
    open('embed-letter', `/embed/${topic}/4?accent=b00020&background=fff4e0&text=222222`),
    open('embed-done', `/embed/${topic}/2/done?background=101820`),
    open('embed-nothing', '/embed/none/1', {status: 404}),
];
export const walks = [scriptLine, ownColours, othersMessages, frameAlone];
