// Pages of another origin that ask our interfaces, as their visitors' browsers let them.
import {createServer} from 'node:http';
import {atEnd, check, equal, window} from './harness.mjs';

// A page that a form made for CallPower stands on: its fields, and the script under our address instead of CallPower's.
const foreignPage = (base) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<form id="call_form" action="/thanks"><label>ZIP code <input id="location_id" value="94110"></label><button>Call</button></form>
<script src="${base}/api/campaign/practice/embed.js"></script></html>`;

async function elsewhere(base) {
    const server = createServer((request, response) => response.writeHead(200, {'Content-Type': 'text/html'}).end(foreignPage(base)));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    atEnd(() => server.close());
    return `http://127.0.0.1:${server.address().port}/`;
}

// What a script of the foreign page gets to see of an answer.
const ask = (page, url, options) => page.evaluate(async ([address, sent]) => {
    try {
        const response = await fetch(address, sent);
        return {status: response.status, body: await response.json(), left: response.headers.get('RateLimit')};
    } catch (error) {
        return {refused: String(error)};
    }
}, [url, options]);

async function foreignPagesMayAsk(browser, base) {
    const context = await window(browser);
    const page = await context.newPage();
    await page.goto(await elsewhere(base));
    const reps = await ask(page, `${base}/v1/reps?location=94110`);
    equal(reps.status, 200, 'programs', 'the answer to /v1/reps');
    equal(reps.body.state, 'CA', 'programs', 'its state');
    check(/^"requests";r=\d+;t=\d+$/.test(reps.left), 'programs', `the limit can be read: ${reps.left}`);
    const json = {method: 'POST', headers: {'Content-Type': 'application/json'}};
    const own = await ask(page, `${base}/api/representatives`, {...json, body: '{"zip":"94110"}'});
    equal(own.status, 200, 'programs', 'the answer to a POST that is asked about first');
    const wrong = await ask(page, `${base}/api/representatives`, {...json, body: '{"zip":1}'});
    equal(wrong.body.errors[0].pointer, '#/zip', 'programs', 'what is wrong with a body');
    const token = await ask(page, `${base}/v1/representatives?location=94110`, {headers: {'X-5Calls-Token': 'a', 'X-Caller-ID': 'b'}});
    equal(token.status, 200, 'programs', 'an answer to headers of 5 Calls');
    const report = await ask(page, `${base}/v1/report`, {method: 'POST', body: new URLSearchParams({issueid: 'x'}).toString(),
        headers: {'Content-Type': 'application/x-www-form-urlencoded'}});
    equal(report.status, 400, 'programs', 'a report of another origin is read');
    const others = await Promise.all(['/', '/reps', '/topics/practice', '/static/none'].map((path) => ask(page, base + path)));
    for (const other of others) check('refused' in other, 'programs', 'our pages are not for scripts of others');
    const withCookies = await ask(page, `${base}/api/topics`, {credentials: 'include'});
    check('refused' in withCookies, 'programs', 'nothing is answered to a visitor\'s cookies');
    await context.close();
}

async function aCallPowerPageNeedsOnlyANewHost(browser, base) {
    const context = await window(browser);
    const page = await context.newPage();
    const addresses = [];
    page.on('request', (request) => addresses.push(request.url()));
    const address = await elsewhere(base);
    await page.goto(address);
    await page.getByLabel('ZIP code').fill('9411');
    await page.getByRole('button', {name: 'Call'}).click();
    await page.getByRole('alert').waitFor({timeout: 10_000});
    check((await page.getByRole('alert').innerText()).includes('five digits'), 'programs', 'a wrong ZIP is told beside the form');
    await page.getByLabel('ZIP code').fill('94110');
    await page.getByRole('button', {name: 'Call'}).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor({timeout: 10_000});
    equal(await page.getByRole('alert').count(), 0, 'programs', 'problems that are left');
    equal(await dialog.locator('a[href^="tel:+1"]').count(), 4, 'programs', 'our line and three offices to tap');
    check((await dialog.innerText()).includes('San Francisco, 94110'), 'programs', 'the script is finished');
    check(!addresses.some((one) => one.includes('94110')), 'programs', 'the ZIP stands in no address');
    await dialog.getByRole('button', {name: 'Close'}).click();
    await page.waitForURL('**/thanks*', {timeout: 10_000});
    await context.close();
}

export const visits = [];
export const walks = [foreignPagesMayAsk, aCallPowerPageNeedsOnlyANewHost];
