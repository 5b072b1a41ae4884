// What every part of the browser test uses: the program on a free port, the browser, the looks at a page, and the count of what
// failed. Options and exit statuses: README.md.
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const option = (name, fallback) => {
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

export const pictures = option('pictures', '');
if (pictures) mkdirSync(pictures, {recursive: true});
const sharedData = path.resolve(option('data', path.join(root, '../shared/data')));
// Whether the directory is the public one; else it is the made-up one of tests/data.
export const realData = existsSync(path.join(sharedData, 'legislators-current.yaml'));

// ---- what failed -------------------------------------------------------------------------------------------------------
const failures = [];
let checks = 0;
export const fail = (where, what) => {
    failures.push(`${where}: ${what}`);
    console.log(`FAILED ${where}: ${what}`);
};
export const check = (ok, where, what) => {
    ++checks;
    if (!ok) fail(where, what);
    return ok;
};
export const equal = (got, wanted, where, what) =>
    check(got === wanted, where, `${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);

// ---- the program and the browser ---------------------------------------------------------------------------------------
const stops = [];
// Runs `stop` at the end, before what was there already.
export const atEnd = (stop) => stops.push(stop);
export async function finish() {
    for (const stop of stops.reverse()) await stop();
    console.log(`${checks - failures.length} passed, ${failures.length} failed`);
    process.exit(failures.length ? 1 : 0);
}

// A folder of its own, gone at the end.
export function folder() {
    const made = mkdtempSync(path.join(tmpdir(), 'sayso-browser-'));
    atEnd(() => rmSync(made, {recursive: true, force: true}));
    return made;
}

// Starts the program with the sample content on a free port, unless --url names a running one; gives its address. `more` is
// TOML put at the end of the configuration, `content` another folder of content; each folder of `imports` is imported after that.
export async function start({more = '', content = `${root}/deploy/sample`, imports = []} = {}) {
    if (option('url', '') && !more && !imports.length) return option('url', '').replace(/\/$/, '');
    const binary = path.resolve(option('binary', path.join(root, 'build/sayso')));
    if (!existsSync(binary)) throw new Error(`no program at ${binary}: build it first`);
    const home = folder();
    const config = path.join(home, 'sayso.toml');
    writeFileSync(config, `
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
[store]
path = "${home}/sayso.db"
[directory]
source = "${realData ? sharedData : path.join(root, 'tests/data/directory')}"
${realData ? '' : 'as_of = "2026-06-16"'}
[content]
path = "${content}"
[privacy]
hash_key_file = "${home}/hash.key"
[limits]
lookups_per_address_per_minute = 0
${more}
`);
    const child = spawn(binary, ['serve', '--config', config], {stdio: ['ignore', 'pipe', 'pipe']});
    atEnd(() => child.kill('SIGTERM'));
    const address = await new Promise((resolve, reject) => {
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
    for (const changed of imports) execFileSync(binary, ['content', 'import', changed, '--config', config]);
    return address;
}

export async function launch() {
    const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
               '--disable-component-update', '--disable-sync'],
    });
    atEnd(() => browser.close());
    return browser;
}

// A window as a visitor has it; `context` goes to the browser as it is.
export async function window(browser, {language = 'en', scheme = 'light', width = 1280, scripts = true, ...context} = {}) {
    return await browser.newContext({
        locale: language === 'es' ? 'es-MX' : 'en-US', colorScheme: scheme, reducedMotion: 'reduce', javaScriptEnabled: scripts,
        viewport: {width, height: width < 500 ? 740 : 900}, ...context,
    });
}

// Switches a page's scripts off before it is opened, and on again for tools that need them (axe has timers).
const sessions = new WeakMap();
export async function scriptsRun(page, yes) {
    if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
    await sessions.get(page).send('Emulation.setScriptExecutionDisabled', {value: !yes});
}

// Gathers what a page does that no page of ours may do: errors on the console, requests to other hosts, a secret (a ZIP code, a
// name) in an address. `secret` may be set anew. `fine` are statuses that a page is meant to have.
export function watch(page, base, {fine = [404, 422]} = {}) {
    const complaints = [];
    const watched = {secret: '', tell: (where) => complaints.splice(0).forEach((complaint) => fail(where, complaint))};
    const meant = new RegExp(`status of (${fine.join('|')})`);
    page.on('console', (message) => {
        if (message.type() === 'error' && !meant.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`) && !/^(data|blob):/.test(request.url())) complaints.push(`request to ${request.url()}`);
        if (watched.secret && request.url().includes(watched.secret)) complaints.push(`${watched.secret} in ${request.url()}`);
    });
    return watched;
}

// ---- looks at a page ---------------------------------------------------------------------------------------------------
const htmlRules = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
        'long-title': 'off',          // a topic's title is as long as its organizer made it
        'tel-non-breaking': 'off',    // numbers are kept on one line by the stylesheet
        'no-trailing-whitespace': 'off',
        'void-style': 'off',          // paths in SVG close themselves
    },
});

export async function validHtml(where, html) {
    const report = await htmlRules.validateString(html);
    ++checks;
    for (const result of report.results)
        for (const message of result.messages)
            fail(where, `html-validate ${message.ruleId} at ${message.line}:${message.column}: ${message.message}`);
}

// No violation of WCAG 2.2 A and AA, nor of axe's best practices.
export async function accessible(page, where) {
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    ++checks;
    for (const violation of found.violations)
        for (const node of violation.nodes) fail(where, `axe ${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`);
}

// Nothing wider than the window, and every button and number big enough for a thumb; what stands in a sentence is as big as its words.
export async function fits(page, where) {
    const found = await page.evaluate(() => {
        const tooWide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        const small = [...document.querySelectorAll('a.call, .office-phone, button:not(.mention), .site-head a, summary, .choice label, .button-link, input[type=text], select')]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
            .map((e) => `${e.outerHTML.slice(0, 80)} is ${Math.round(e.getBoundingClientRect().height)} px high`);
        return {tooWide, small};
    });
    check(!found.tooWide, where, 'the page is wider than its window');
    check(found.small.length === 0, where, `too small to tap: ${found.small.join('; ')}`);
}

export async function picture(page, where) {
    if (pictures) await page.screenshot({path: path.join(pictures, `${where.replaceAll(' ', '-')}.png`), fullPage: true});
}

// Presses Tab until `selector` has the focus; false after `most` times.
export async function tabTo(page, selector, most) {
    for (let i = 0; i < most; ++i) {
        await page.keyboard.press('Tab');
        if (await page.locator(`${selector}:focus`).count()) return true;
    }
    return false;
}
