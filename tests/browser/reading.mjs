// What is read before anybody says where they live: lists, tags, search, a topic's people.
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {accessible, check, equal, fits, folder, root, start, tabTo, validHtml, watch, window} from './harness.mjs';

const topic = '/topics/envoy-transcript';
const look = (name, address, more = {}) => ({name, go: (page, base) => page.goto(base + address), ...more});

// Opens the definition of the first person in the brief, by the keyboard, as it works without scripts too.
async function definition(page, base) {
    const response = await page.goto(base + topic);
    await page.locator('.mention').first().press('Enter');
    return response;
}

// The quiz with one question answered: with scripts the verdict, without them the whole quiz marked.
async function answeredQuiz(page, base, {scripts}) {
    const response = await page.goto(`${base}${topic}/quiz`);
    await page.locator('fieldset').first().locator('label').first().click();
    if (scripts) {
        await page.locator('form.quiz button').press('Enter');
        await page.locator('.verdict-box').waitFor({timeout: 5000});
        return response;
    }
    const answered = page.waitForResponse((r) => r.request().method() === 'POST');
    await page.locator('form.quiz button').press('Enter');
    const marked = await answered;
    await page.waitForLoadState();
    return marked;
}

export const visits = [
    look('history', `${topic}/history`),
    look('version', `${topic}/history/1/text`),
    look('quiz', `${topic}/quiz`),
    {name: 'quiz-answered', go: answeredQuiz},
    look('about', '/about'),
    look('privacy', '/privacy'),
    look('accessibility', '/accessibility'),
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
    for (const name of await small.locator('.mention').all()) {
        if (!await small.locator('.definition:popover-open').count()) await name.tap();
        const box = await small.locator('.definition:popover-open').boundingBox();
        check(box.x >= 8 && box.x + box.width <= 352, 'definitions', `it touches the edge of the window: from ${box.x}, ${box.width} wide`);
        await small.keyboard.press('Escape');
    }
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

// The quiz by keyboard alone: missed ones come back, the progress stays on the device, the topic tells it, and one tap forgets it.
async function quiz(browser, base) {
    const context = await window(browser);
    const page = await context.newPage();
    const sent = [];
    page.on('request', (request) => { if (request.method() !== 'GET') sent.push(request.url()); });
    const watched = watch(page, base);
    const next = page.locator('form.quiz button');
    // Chooses the answer with the arrow keys; `at` counts from 0.
    const answer = async (at) => {
        await page.locator('fieldset:visible input').first().focus();
        await page.keyboard.press('Space');
        for (let i = 0; i < at; ++i) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.locator('.verdict-box:focus').waitFor({timeout: 5000});
    };
    const rightOne = async () => Number(await page.locator('fieldset:visible').getAttribute('data-right'));
    await page.goto(`${base}${topic}/quiz`);
    equal(await page.locator('fieldset:visible').count(), 1, 'quiz', 'questions at a time');
    await next.press('Enter');
    check((await page.locator('.verdict-box:focus').innerText()).includes('Choose one'), 'quiz', 'nothing chosen is not told');
    await answer(await rightOne());
    check((await page.locator('.verdict-box:visible').innerText()).includes('Right'), 'quiz', 'the right answer is not told');
    await next.press('Enter');
    await answer((await rightOne()) === 0 ? 1 : 0);
    check((await page.locator('.verdict-box:visible').innerText()).includes('The answer:'), 'quiz', 'the answer is not explained');

    await page.goto(base + topic);
    check((await page.locator('.quiz-call').innerText()).includes('1 of 3 right'), 'quiz', 'the topic does not tell the progress');
    await page.locator('.quiz-call a').click();
    await page.locator('form.quiz .meta').waitFor({timeout: 5000});
    await answer(await rightOne());  // the one never answered comes first
    await next.press('Enter');
    await answer(await rightOne());  // then the missed one
    await next.press('Enter');
    await page.locator('.quiz-end:focus').waitFor({timeout: 5000});
    check((await page.locator('.quiz-end').innerText()).includes('mastered'), 'quiz', 'all right is not mastered');
    await page.reload();
    check((await page.locator('.quiz-end').innerText()).includes('3 of 3'), 'quiz', 'the score is not there on the next visit');
    equal(sent.length, 0, 'quiz', 'answers sent with scripts');

    await page.goto(`${base}/privacy`);
    await page.locator('.device button').click();
    check((await page.locator('.device').innerText()).includes('forgotten'), 'quiz', 'forgetting is not told');
    equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sayso.')).length), 0, 'quiz', 'things kept after forgetting');
    watched.tell('quiz');
    await context.close();
}

// Without scripts: what was missed is asked again until all is right.
async function quizByForms(browser, base) {
    const context = await window(browser, {scripts: false, width: 360});
    const page = await context.newPage();
    await page.goto(`${base}${topic}/quiz`);
    const send = () => Promise.all([page.waitForNavigation(), page.locator('form.quiz button').click()]);
    for (const set of await page.locator('fieldset').all()) await set.locator('label').first().click();
    await send();
    check((await page.locator('#verdict').innerText()).includes('1 of 3'), 'quiz by forms', 'the first answers are not marked');
    check(new URL(page.url()).hash === '#verdict', 'quiz by forms', 'the page does not begin at the verdict');
    equal(await page.locator('fieldset').count(), 2, 'quiz by forms', 'questions asked again');
    for (const set of await page.locator('fieldset').all())
        await set.locator('label').nth(Number(await set.getAttribute('data-right'))).click();
    await send();
    check((await page.locator('main').innerText()).includes('mastered'), 'quiz by forms', 'all right is not mastered');
    await context.close();
}

// A corrected topic says so, and what changed can be read.
async function corrected(browser) {
    const changed = folder();
    cpSync(path.join(root, 'deploy/sample'), changed, {recursive: true});
    const file = path.join(changed, 'topics/envoy-transcript.yaml');
    const change = (from, to) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    change('The public should know', 'Voters should know');
    const base = await start({imports: [changed]});
    const context = await window(browser, {width: 360});
    const page = await context.newPage();
    const watched = watch(page, base);
    await page.goto(base + topic);
    const deadline = Date.now() + 20_000;
    const isUpdated = async () => (await page.locator('.meta').first().innerText()).includes('Updated');
    while (!(await isUpdated()) && Date.now() < deadline) await page.reload();
    check(await isUpdated(), 'corrected', 'the topic does not say that it was updated');
    await page.locator('.meta a').first().click();
    await page.locator('.revisions a').first().click();
    check((await page.locator('ins').allInnerTexts()).join(' ').includes('Voters'), 'corrected', 'the new words are not marked');
    check((await page.locator('del').allInnerTexts()).join(' ').includes('The public'), 'corrected', 'the old words are not marked');
    await validHtml('corrected', await page.content());
    await fits(page, 'corrected');
    await accessible(page, 'corrected');
    watched.tell('corrected');
    await context.close();
}

export const walks = [definitions, searching, quiz, quizByForms, corrected];
