// Looks at every page as its visitors do, with a real browser: README.md.
import {accessible, check, fail, finish, fits, launch, option, picture, realData, scriptsRun, start, validHtml, watch, window} from './harness.mjs';
import * as budgets from './budgets.mjs';
import * as embed from './embed.mjs';
import * as letters from './letters.mjs';
import * as pages from './pages.mjs';
import * as people from './people.mjs';
import * as programs from './programs.mjs';
import * as reading from './reading.mjs';

const parts = {
    pages,
    people,
    reading,
    budgets,
    programs,
    letters,
    embed,
};
const only = option('only', '');

// Each two of language, colours, width and scripts meet in one of these; --full takes all sixteen.
const few = [
    ['en', 'light', 1280, true], ['en', 'dark', 360, false], ['es', 'light', 360, true], ['es', 'dark', 1280, false],
    ['es', 'dark', 360, true], ['en', 'light', 1280, false],
];
const all = ['en', 'es'].flatMap((l) => ['light', 'dark'].flatMap((s) => [360, 1280].flatMap((w) => [true, false].map((j) => [l, s, w, j]))));
const ways = process.argv.includes('--full') ? all : few;

// Goes where the visit says and looks at what is there.
async function visitPage(page, watched, base, visit, {language, scheme, width, scripts}) {
    const where = `${visit.name} ${language} ${scheme} ${width}${scripts ? '' : ' no-scripts'}`;
    watched.secret = visit.secret ?? '';
    await scriptsRun(page, scripts);
    const response = await visit.go(page, base, {language, scripts});
    const html = await response.text();
    await scriptsRun(page, true);  // for what looks at the page; the page's own do not begin any more
    check(response.status() === (visit.status ?? 200), where, `answered ${response.status()}`);
    check(await page.locator('html').getAttribute('lang') === language, where, 'is in another language');
    if (visit.says) check((await page.locator('main').innerText()).includes(visit.says), where, `does not say ${visit.says}`);
    if (width > 500) await validHtml(where, html);
    await fits(page, where);
    await picture(page, where);
    await accessible(page, where);
    watched.tell(where);
}

async function look(browser, base, visits, [language, scheme, width, scripts]) {
    const context = await window(browser, {language, scheme, width});
    const page = await context.newPage();
    const watched = watch(page, base);
    for (const visit of visits) {
        if (visit.scripts !== undefined && visit.scripts !== scripts) continue;
        try {
            await visitPage(page, watched, base, visit, {language, scheme, width, scripts});
        } catch (error) {
            fail(`${visit.name} ${language} ${scheme} ${width} ${scripts}`, error.message.split('\n')[0]);
        }
    }
    await context.close();
}

async function main() {
    const base = await start();
    console.log(`looking at ${base} with ${realData ? 'the public directory data' : 'the made-up directory'}`);
    const browser = await launch();
    for (const [name, part] of Object.entries(parts)) {
        if (only && only !== name) continue;
        const began = Date.now();
        for (const way of ways) await look(browser, base, part.visits, way);
        for (const walk of part.walks) await walk(browser, base).catch((error) => fail(`${name} ${walk.name}`, error.stack));
        console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    }
}

await main().catch((error) => fail('the whole', error.stack));
await finish();
