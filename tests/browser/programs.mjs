// Pages of another origin that ask our interfaces, as their visitors' browsers let them.
import {createServer} from 'node:http';
import {atEnd, check, equal, window} from './harness.mjs';

// A page that a form made for CallPower stands on: its fields, and a script that only knows our address.
const foreignPage = (base) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<form id="call_form"><label>ZIP code <input id="location_id" value="94110"></label><button>Call</button></form><div id="script"></div>
<script>
document.getElementById('call_form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const query = new URLSearchParams({campaignId: 'practice', userLocation: document.getElementById('location_id').value, userCountry: 'US'});
  const answer = await (await fetch('${base}/call/create?' + query)).json();
  document.getElementById('script').innerHTML = answer.script;
  document.title = answer.campaign + ' ' + answer.targets.objects.length;
});
</script></html>`;

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
    await page.goto(await elsewhere(base));
    await page.getByRole('button', {name: 'Call'}).click();
    await page.waitForFunction(() => document.title.startsWith('live'), null, {timeout: 10_000});
    equal(await page.title(), 'live 3', 'programs', 'the campaign and its targets');
    check((await page.locator('#script').innerText()).includes('San Francisco, 94110'), 'programs', 'the script is finished');
    await context.close();
}

export const visits = [];
export const walks = [foreignPagesMayAsk, aCallPowerPageNeedsOnlyANewHost];
