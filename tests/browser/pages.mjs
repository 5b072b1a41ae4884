// Looks at the pages with a real browser: accessibility (axe), HTML (html-validate), keyboard, small and wide, light and dark,
// both languages, without a request to any other host.
//
//   node pages.mjs [--binary build/sayso] [--url http://127.0.0.1:8080] [--pictures DIR] [--data DIR]
//
// Starts the program with the sample content on a free port unless --url names a running one. Exits 77 (skipped) when the
// browser or the node packages are not there.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at > 0 ? process.argv[at + 1] : fallback;
};
const skip = (why) => {
    console.log(`skipped: ${why}`);
    process.exit(77);
};

const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromiumPath)) skip(`no browser at ${chromiumPath} (apt-get install chromium)`);
if (!existsSync(path.join(here, 'node_modules'))) skip('no node packages (npm ci in tests/browser)');
const {chromium} = await import('playwright-core');
const {HtmlValidate} = await import('html-validate');
const axeSource = readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');

const pictures = option('pictures', '');
if (pictures) mkdirSync(pictures, {recursive: true});
const sharedData = path.resolve(option('data', path.join(root, '../shared/data')));
const realData = existsSync(path.join(sharedData, 'legislators-current.yaml'));

// ---- the program --------------------------------------------------------------------------------------------------------
const stops = [];

async function start() {
    if (option('url', '')) return option('url', '').replace(/\/$/, '');
    const binary = path.resolve(option('binary', path.join(root, 'build/sayso')));
    if (!existsSync(binary)) throw new Error(`no program at ${binary}: build it first`);
    const folder = mkdtempSync(path.join(tmpdir(), 'sayso-browser-'));
    stops.push(() => rmSync(folder, {recursive: true, force: true}));
    const config = path.join(folder, 'sayso.toml');
    const directory = realData ? sharedData : path.join(root, 'tests/data/directory');
    writeFileSync(config, `
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
[store]
path = "${folder}/sayso.db"
[directory]
source = "${directory}"
${realData ? '' : 'as_of = "2026-06-16"'}
[content]
path = "${root}/deploy/sample"
[privacy]
hash_key_file = "${folder}/hash.key"
`);
    const child = spawn(binary, ['serve', '--config', config], {stdio: ['ignore', 'pipe', 'pipe']});
    stops.push(() => child.kill('SIGTERM'));
    return await new Promise((resolve, reject) => {
        let said = '';
        const deadline = setTimeout(() => reject(new Error(`did not listen within 120 s:\n${said}`)), 120_000);
        const read = (chunk) => {
            said += chunk;
            const found = said.match(/listening (http:\/\/\S+)/);
            if (!found) return;
            clearTimeout(deadline);
            resolve(found[1]);
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
        child.on('exit', (code) => reject(new Error(`ended with ${code}:\n${said}`)));
    });
}

// ---- what is looked at --------------------------------------------------------------------------------------------------
// A visit: an address, or a form to send by typing a ZIP and, when asked, choosing a place.
const topic = '/topics/envoy-transcript';
const visits = [
    {name: 'home', path: '/'},
    {name: 'topic', path: topic},
    {name: 'topic-practice', path: '/topics/practice'},
    {name: 'action', path: `${topic}/actions/2`},
    {name: 'action-letter', path: `${topic}/actions/4`},
    {name: 'action-answered', path: `${topic}/actions/2`, zip: '94110', says: realData ? 'Padilla' : 'Reyes'},
    {name: 'action-split-state', path: `${topic}/actions/2`, zip: '42223', says: 'Kentucky'},
    {name: 'reps-empty', path: '/reps'},
    {name: 'reps', path: '/', zip: '94110', says: realData ? 'Pelosi' : 'Lindqvist'},
    {name: 'reps-split', path: '/reps', zip: '91711', says: realData ? 'Chu' : 'Brandt'},
    {name: 'reps-split-chosen', path: '/reps', zip: '91711', place: 'CA-28'},
    {name: 'reps-split-unsure', path: '/reps', zip: '91711', place: 'CA'},
    {name: 'reps-vacant', path: '/reps', zip: '94544'},
    {name: 'reps-dc', path: '/reps', zip: '20001'},
    {name: 'reps-approximate', path: '/reps', zip: '12345'},
    {name: 'reps-unknown-zip', path: '/reps', zip: '99999', status: 422},
    {name: 'error-404', path: '/no-such-page', status: 404},
];
const everywhere = new Set(['home', 'topic', 'action-answered', 'reps', 'reps-split']);

const htmlRules = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
        'long-title': 'off',          // a topic's title is as long as its organizer made it
        'tel-non-breaking': 'off',    // numbers are kept on one line by the stylesheet
        'no-trailing-whitespace': 'off',
        'void-style': 'off',          // paths in SVG close themselves
    },
});

const failures = [];
const fail = (where, what) => {
    failures.push(`${where}: ${what}`);
    console.log(`FAILED ${where}: ${what}`);
};
let checks = 0;
const check = (ok, where, what) => {
    ++checks;
    if (!ok) fail(where, what);
};

async function open(page, base, visit) {
    let response = await page.goto(base + visit.path);
    if (visit.zip) {
        const answered = () => page.waitForResponse((r) => r.request().method() === 'POST');
        await page.locator('form.zip input').first().fill(visit.zip);
        let waiting = answered();
        await page.locator('form.zip button').first().click();
        response = await waiting;
        if (visit.place) {
            await page.locator(`#place-${visit.place}`).check();
            waiting = answered();
            await page.locator('form.choice button').click();
            response = await waiting;
        }
        await page.waitForLoadState();
    }
    return {status: response.status(), html: await response.text()};
}

async function validateHtml(where, html) {
    const report = await htmlRules.validateString(html);
    ++checks;
    for (const result of report.results)
        for (const message of result.messages) fail(where, `html-validate ${message.ruleId} at ${message.line}:${message.column}: ${message.message}`);
}

async function axe(page, where) {
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    ++checks;
    for (const violation of found.violations)
        for (const node of violation.nodes) fail(where, `axe ${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`);
}

// The layout: nothing wider than the window, and every button and number big enough for a thumb.
async function layout(page, where) {
    const found = await page.evaluate(() => {
        const tooWide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        const small = [...document.querySelectorAll('a.call, .office-phone, button, .site-head a, summary, .choice label, .button-link, input[type=text]')]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
            .map((e) => `${e.outerHTML.slice(0, 80)} is ${Math.round(e.getBoundingClientRect().height)} px high`);
        return {tooWide, small};
    });
    check(!found.tooWide, where, 'the page is wider than its window');
    check(found.small.length === 0, where, `too small to tap: ${found.small.join('; ')}`);
}

async function look(browser, base, {language, scheme, width, list}) {
    const context = await browser.newContext({
        locale: language === 'es' ? 'es-MX' : 'en-US', colorScheme: scheme, reducedMotion: 'reduce', viewport: {width, height: width < 500 ? 740 : 900},
    });
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (404|422)/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`)) complaints.push(`request to ${request.url()}`);
        if (visitZip && request.url().includes(visitZip)) complaints.push(`ZIP code in ${request.url()}`);
    });
    let visitZip = '';
    for (const visit of list) {
        const where = `${visit.name} ${language} ${scheme} ${width}`;
        visitZip = visit.zip ?? '';
        const {status, html} = await open(page, base, visit);
        check(status === (visit.status ?? 200), where, `answered ${status}`);
        check(await page.locator('html').getAttribute('lang') === language, where, 'is in another language');
        if (visit.says) check((await page.locator('main').innerText()).includes(visit.says), where, `does not say ${visit.says}`);
        if (scheme === 'light' && width > 500) await validateHtml(where, html);
        await layout(page, where);
        if (pictures) await page.screenshot({path: path.join(pictures, `${where.replaceAll(' ', '-')}.png`), fullPage: true});
        await axe(page, where);
        for (const complaint of complaints.splice(0)) fail(where, complaint);
    }
    await context.close();
}

// From the first key to the first number, by keyboard alone and with scripts switched off.
async function keyboard(browser, base) {
    const context = await browser.newContext({javaScriptEnabled: false, reducedMotion: 'reduce', viewport: {width: 1280, height: 900}, locale: 'en-US'});
    const page = await context.newPage();
    const focused = page.locator(':focus');
    const tabTo = async (selector, most) => {
        for (let i = 0; i < most; ++i) {
            await page.keyboard.press('Tab');
            if (await page.locator(`${selector}:focus`).count()) return true;
        }
        return false;
    };
    await page.goto(`${base}/`);
    await page.keyboard.press('Tab');
    check((await focused.getAttribute('class')) === 'skip', 'keyboard', 'the first Tab does not reach the skip link');
    const box = await focused.boundingBox();
    check(box && box.y >= 0, 'keyboard', 'the skip link stays out of sight when focused');
    await page.keyboard.press('Enter');
    check(await tabTo('#zip', 2), 'keyboard', 'the skip link does not lead to just before the ZIP box');
    await page.keyboard.type('91711');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    check(await tabTo('input[type=radio]', 12), 'keyboard', 'no way to the candidates');
    await page.keyboard.press('ArrowDown');
    check(await page.locator('input[type=radio]:checked').count() === 1, 'keyboard', 'an arrow key chooses no candidate');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    check(await tabTo('a.call', 12), 'keyboard', 'no way to a number');
    const outline = await focused.evaluate((element) => getComputedStyle(element).outlineWidth).catch(() => '3px');
    check(outline !== '0px', 'keyboard', 'focus cannot be seen on a number');
    check(/^tel:\+1\d{10}$/.test(await focused.getAttribute('href')), 'keyboard', 'the number is not one to tap');
    await context.close();
}

// On paper the words are all there and the forms are not.
async function paper(browser, base) {
    const context = await browser.newContext({reducedMotion: 'reduce', viewport: {width: 800, height: 1000}, locale: 'en-US'});
    const page = await context.newPage();
    await open(page, base, {path: '/', zip: '94110'});
    await page.emulateMedia({media: 'print'});
    check(await page.locator('form').first().isHidden(), 'paper', 'a form is printed');
    check(await page.locator('.script').first().isVisible(), 'paper', 'the script is not printed');
    if (pictures) await page.pdf({path: path.join(pictures, 'reps.pdf')});
    await context.close();
}

async function main() {
    const base = await start();
    console.log(`looking at ${base} with ${realData ? 'the public directory data' : 'the made-up directory'}`);
    const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
               '--disable-component-update', '--disable-sync'],
    });
    stops.push(() => browser.close());
    const some = visits.filter((visit) => everywhere.has(visit.name));
    for (const language of ['en', 'es']) {
        await look(browser, base, {language, scheme: 'light', width: 1280, list: visits});
        await look(browser, base, {language, scheme: 'dark', width: 360, list: visits});
        await look(browser, base, {language, scheme: 'light', width: 360, list: some});
        await look(browser, base, {language, scheme: 'dark', width: 1280, list: some});
    }
    await keyboard(browser, base);
    await paper(browser, base);
}

try {
    await main();
} catch (error) {
    fail('the whole', error.stack);
}
for (const stop of stops.reverse()) await stop();
console.log(`${checks - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
