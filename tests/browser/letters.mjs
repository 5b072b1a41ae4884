// Letters and what is taken along: the letter filled in on the device and without scripts, sent, thanked for, printed and shared.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {check, equal, watch, window} from './harness.mjs';

const topic = '/topics/envoy-transcript';
const letter = `${topic}/actions/4`;
const open = (name, path, more = {}) => ({name, go: (page, base) => page.goto(base + path), ...more});
const writer = 'Ana Ñuño';

export const visits = [
    open('letter', letter, {says: '552'}),
    {name: 'letter-filled', scripts: false, secret: encodeURIComponent(writer), says: writer, async go(page, base) {
        await page.goto(base + letter);
        await page.locator('#to-2').check();
        await page.locator('#letter-name').fill(writer);
        await page.locator('#letter-address').fill('Main St 1\nSpringfield, IL 62701');
        const answer = page.waitForResponse((r) => r.request().method() === 'POST');
        await page.locator('button[value=page]').click();
        return await answer;
    }},
    open('done-call', `${topic}/actions/2/done`),
    open('done-letter', `${letter}/done`),
    open('sheet', `${topic}/actions/1/print`),
    open('sheet-letter', `${letter}/print`),
];

// With scripts nothing typed leaves the device, apart from the PDF that is asked for.
async function filledOnTheDevice(browser, base) {
    const context = await window(browser, {acceptDownloads: true});
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {origin: base});
    const page = await context.newPage();
    const watched = watch(page, base);
    const bodies = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    await page.goto(base + letter);
    const paper = page.locator('.paper');
    check((await paper.innerText()).includes('552'), 'letter', 'the agency gets no statute line');
    await page.locator('label[for=to-2]').click();
    const other = await paper.innerText();
    check(!other.includes('552') && !other.includes('FOIA'), 'letter', 'who is no agency gets a statute line');
    check(other.includes('1600 Pennsylvania Avenue'), 'letter', 'the address is not the chosen one');
    check(await page.locator('#letter-fee').isHidden(), 'letter', 'fees are asked for where there are none');
    await page.locator('label[for=to-1]').click();
    await page.locator('#letter-fee').selectOption('news');
    check((await paper.innerText()).includes('news media'), 'letter', 'the choice of fees is not in the letter');
    await page.locator('#letter-name').fill(writer);
    await page.locator('#letter-address').fill('Main St 1\n\nSpringfield, IL 62701');
    check((await paper.innerText()).includes(`${writer}\nMain St 1\nSpringfield, IL 62701`), 'letter', 'the sender is not in the letter');

    await page.locator('[data-copy]').click();
    await page.locator('.letter-form .status:not(:empty)').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check(copied.startsWith(`${writer}\nMain St 1`) && copied.includes('\n6. '), 'letter', `copied: ${copied.slice(0, 80)}`);
    const saved = async (button) => {
        const coming = page.waitForEvent('download');
        await page.locator(button).click();
        const download = await coming;
        return {name: download.suggestedFilename(), bytes: readFileSync(await download.path())};
    };
    const text = await saved('button[value=txt]');
    equal(text.name, 'letter.txt', 'letter', 'name of the text');
    equal(text.bytes.toString().replaceAll('\r\n', '\n'), copied, 'letter', 'the text file');
    const mail = decodeURIComponent(await page.locator('[data-mail]').getAttribute('href'));
    check(mail.startsWith('mailto:') && mail.replaceAll('\r\n', '\n').endsWith(`body=${copied}`), 'letter', `mail: ${mail.slice(0, 80)}`);
    await page.locator('#letter-name').press('Enter');
    equal(bodies.filter(Boolean).length, 0, 'letter', 'requests with a body');
    const pdf = await saved('button[value=pdf]');
    equal(pdf.name, 'letter.pdf', 'letter', 'name of the PDF');
    equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-', 'letter', 'the PDF');
    equal(bodies.filter(Boolean).length, 1, 'letter', 'requests with a body after the PDF');

    await page.locator('form.sent button').click();
    await page.waitForURL(`${base}${letter}/done`);
    await page.goto(base + letter);
    await page.locator('form.sent button').click();
    await page.waitForURL(`${base}${letter}/done`);
    // The counts are some seconds old; the second time counts no second letter.
    const counted = async () => (await page.locator('main').innerText()).includes('first letter');
    for (const deadline = Date.now() + 20_000; !await counted() && Date.now() < deadline;) await page.reload();
    check(await counted(), 'letter', 'the letter is not counted, or twice');
    watched.secret = encodeURIComponent(writer);
    watched.tell('letter');
    await context.close();
}

// The text on the page is the text of the service, blank as filled in. Without scripts the service dates the letter, five hours
// behind UTC; so does a device there.
async function sameTextBothWays(browser, base) {
    const serviceDay = () => new Date(Date.now() - 5 * 3600_000).getUTCDate();
    const day = serviceDay();
    const texts = [];
    for (const scripts of [true, false]) {
        const context = await window(browser, {scripts, acceptDownloads: true, timezoneId: 'Etc/GMT+5'});
        const page = await context.newPage();
        await page.goto(base + letter);
        await page.locator('#letter-name').fill(writer);
        await page.locator('#letter-address').fill('Main St 1');
        const coming = page.waitForEvent('download');
        await page.locator('button[value=txt]').click();
        texts.push(readFileSync(await (await coming).path()).toString());
        await context.close();
    }
    if (serviceDay() !== day) return await sameTextBothWays(browser, base);  // midnight came between the two
    equal(texts[0], texts[1], 'letter', 'the text of the device and of the service');
}

// A letter bears the day it is where the writer is, on the page and in the PDF: here on both sides of the date line, so that
// one of the two is never the day of the service.
async function ownDay(browser, base) {
    for (const timezoneId of ['Etc/GMT+11', 'Pacific/Kiritimati']) {
        const context = await window(browser, {acceptDownloads: true, timezoneId});
        const page = await context.newPage();
        await page.goto(base + letter);
        const coming = page.waitForEvent('download');
        await page.locator('button[value=pdf]').click();
        const pdf = await (await coming).path();
        const shown = await page.locator('.paper .date').innerText();
        const drawn = execFileSync('pdftotext', [pdf, '-'], {encoding: 'utf8'});
        check(drawn.includes(shown), 'letter', `${timezoneId}: the PDF does not bear ${shown}: ${drawn.slice(0, 200)}`);
        await context.close();
    }
}

// Name and address are kept on the device, for letters and scripts alike, and forgotten there.
async function keptOnTheDevice(browser, base) {
    const context = await window(browser, {width: 360});
    const page = await context.newPage();
    const watched = watch(page, base);
    watched.secret = 'Larch';
    const sent = [];
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
    const open = () => page.goto(base + letter);
    const boxes = async () => `${await page.locator('#letter-name').inputValue()}|${await page.locator('#letter-address').inputValue()}`;
    const paper = async () => await page.locator('.paper').innerText();
    const script = async () => {
        await page.goto(`${base}${topic}/actions/2`);
        await page.locator('#zip').fill('94110');
        await Promise.all([page.waitForNavigation(), page.locator('form.zip button[type=submit]').first().click()]);
        await page.locator('.tools summary').click();
    };
    await open();
    await page.evaluate(() => {
        localStorage.setItem('sayso.name', 'Ximena Quill');
        localStorage.setItem('sayso.street', '7 Larch Court');
    });
    await open();
    equal(await boxes(), 'Ximena Quill|7 Larch Court', 'kept', 'what a script was told');
    check((await paper()).startsWith('Ximena Quill\n7 Larch Court\n'), 'kept', 'what was kept is not in the letter');
    await page.locator('#letter-name').fill(writer);
    await page.locator('#letter-address').fill('8 Larch Court\nSpringfield, IL 62701');
    await page.reload();
    equal(await boxes(), `${writer}|8 Larch Court\nSpringfield, IL 62701`, 'kept', 'what a letter was told');
    await script();
    equal(await page.locator('#fill-name').inputValue(), writer, 'kept', 'the name in the script');
    equal(await page.locator('#fill-street').inputValue(), '8 Larch Court', 'kept', 'the street in the script');
    await page.locator('#fill-street').fill('9 Larch Court');
    await open();
    equal(await boxes(), `${writer}|9 Larch Court\nSpringfield, IL 62701`, 'kept', 'what a script changed of it');
    await script();
    await page.locator('[data-forget-fill]').click();
    await page.locator('#fill-street').fill('7 Larch Court');
    await open();
    equal(await boxes(), '|7 Larch Court', 'kept', 'what is typed after forgetting');
    await page.locator('[data-forget-fill]').click();
    equal(await boxes(), '|', 'kept', 'the fields after forgetting');
    check(!/Larch|Ñuño/.test(await paper()), 'kept', 'the letter after forgetting');
    await page.reload();
    equal(await boxes(), '|', 'kept', 'the fields on the next visit after forgetting');
    check(!sent.some((text) => /Larch|Ximena|%C3%91u/.test(text)), 'kept', 'the name or the street was sent');
    watched.tell('kept');
    await context.close();
}

const pages = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

// On paper the letter is alone, and a sheet is one sheet.
async function onPaper(browser, base) {
    const context = await window(browser, {width: 900});
    const page = await context.newPage();
    await page.goto(base + letter);
    await page.emulateMedia({media: 'print'});
    for (const selector of ['.site-head', '.letter-form', 'h1', '.site-foot', 'form.sent'])
        check(await page.locator(selector).first().isHidden(), 'paper', `${selector} is printed with the letter`);
    check(await page.locator('.paper').isVisible(), 'paper', 'the letter is not printed');
    equal(pages(await page.pdf({preferCSSPageSize: true})), 1, 'paper', 'pages of the letter');
    equal(pages(await page.pdf({format: 'Letter'})), 1, 'paper', 'pages of the letter on Letter paper');
    for (const lang of ['en', 'es']) {
        for (const n of [1, 2, 3, 4]) {
            await page.goto(`${base}${topic}/actions/${n}/print?lang=${lang}`);
            await page.emulateMedia({media: 'print'});
            equal(pages(await page.pdf({preferCSSPageSize: true})), 1, `sheet ${n} ${lang}`, 'pages');
            check(await page.locator('.qr').isVisible(), `sheet ${n} ${lang}`, 'no code to scan');
        }
    }
    await context.close();
}

// Sharing, with and without what the device offers; the reminder is a file.
async function passedOn(browser, base) {
    const context = await window(browser, {acceptDownloads: true});
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {origin: base});
    const page = await context.newPage();
    await page.addInitScript(() => { navigator.share = async (what) => { globalThis.shared = what; }; });
    await page.goto(`${base}${topic}/actions/2/done`);
    await page.locator('[data-share-copy]').click();
    await page.locator('.share .status:not(:empty)').waitFor();
    const link = await page.locator('#share-link').inputValue();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check(copied.endsWith(link) && link.endsWith(`${topic}/actions/2`), 'share', `copied: ${copied}`);
    await page.locator('[data-share-now]').click();
    equal(await page.evaluate(() => globalThis.shared.url), link, 'share', 'what is handed to the device');
    const coming = page.waitForEvent('download');
    await page.locator('a[href*="reminder.ics"]').click();
    const download = await coming;
    equal(download.suggestedFilename(), 'call-again.ics', 'share', 'name of the reminder');
    check(readFileSync(await download.path()).toString().startsWith('BEGIN:VCALENDAR\r\n'), 'share', 'the reminder is no calendar');
    await context.close();
}

export const walks = [filledOnTheDevice, keptOnTheDevice, sameTextBothWays, ownDay, onPaper, passedOn];
