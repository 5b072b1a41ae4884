// What a page may cost: bytes, shifts of the layout, the time until something is seen on a slow telephone.
import http from 'node:http';
import {check, window} from './harness.mjs';

const topic = '/topics/envoy-transcript';
const kilobytes = 1000;
const shownSoon = ['/', topic, '/reps'];
const holdTimes = process.argv.includes('--hold-times');

// A GET as a browser sends it, without unpacking: {status, headers, bytes, text}.
function fetchRaw(base, address, headers = {}) {
    return new Promise((resolve, reject) => {
        http.get(new URL(address, base), {headers}, (answer) => {
            const pieces = [];
            answer.on('data', (piece) => pieces.push(piece));
            answer.on('end', () => {
                const body = Buffer.concat(pieces);
                resolve({status: answer.statusCode, headers: answer.headers, bytes: body.length, text: body.toString()});
            });
            answer.on('error', reject);
        }).on('error', reject);
    });
}

// The addresses of the style sheets and scripts a page loads.
const linked = (html) => [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"/g)].map((m) => m[1] ?? m[2]);

// HTML, CSS and JS of a topic page: at most 60 kB, and 20 kB packed, in both ways of packing.
async function bytesOfATopic(browser, base) {
    const page = await fetchRaw(base, topic);
    const parts = [topic, ...linked(page.text)];
    check(parts.length >= 2, 'bytes', `the page loads no style sheet: ${parts}`);
    for (const [packing, most] of [['identity', 60], ['gzip', 20], ['br', 20]]) {
        let sum = 0;
        const each = [];
        for (const part of parts) {
            const got = await fetchRaw(base, part, {'Accept-Encoding': packing});
            check((got.headers['content-encoding'] ?? 'identity') === packing, 'bytes', `${part} is not packed with ${packing}`);
            sum += got.bytes;
            each.push(`${part.split('/').pop()} ${got.bytes}`);
        }
        console.log(`topic page, ${packing}: ${sum} bytes (${each.join(', ')})`);
        check(sum <= most * kilobytes, 'bytes', `${packing}: ${sum} bytes, more than ${most} kB: ${each.join(', ')}`);
    }
}

// Static files are kept for good under names that change with them; pages are asked about again.
async function kept(browser, base) {
    const page = await fetchRaw(base, topic);
    for (const part of linked(page.text)) {
        const got = await fetchRaw(base, part);
        check(/immutable/.test(got.headers['cache-control']), 'kept', `${part} is not kept for good`);
        check(/\.[0-9a-f]{12}\.(css|js)$/.test(part), 'kept', `${part} has no hash in its name`);
        const again = await fetchRaw(base, part, {'If-None-Match': got.headers.etag});
        check(again.status === 304 && again.bytes === 0, 'kept', `${part} is sent again to who has it`);
    }
    const again = await fetchRaw(base, topic, {'If-None-Match': page.headers.etag});
    check(page.headers.etag && again.status === 304, 'kept', 'a topic page is sent again to who has it');
}

const read = ['/', topic, '/topics/practice', `${topic}/actions/2`, `${topic}/actions/4`, `${topic}/quiz`, '/topics/practice/actions/1/print',
              `${topic}/actions/1/done`, '/reps', '/privacy'];

// What a visitor who was here before has on the device, with the first of the quiz's questions missed.
async function somethingKept(page, base) {
    await page.goto(`${base}${topic}/quiz`);
    await page.evaluate(() => {
        const keys = [...document.querySelectorAll('form.quiz fieldset')].map((question) => question.dataset.key);
        const kept = {
            'quiz.envoy-transcript': JSON.stringify({right: [], missed: keys.slice(0, 1)}),
            place: JSON.stringify({zip: '94110', place: 'CA-11', short: '94110, California, district 11'}),
            name: 'Ximena Quill', street: '7 Larch Court\nSpringfield, IL 62701', large: '1',
        };
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(`sayso.${key}`, value);
    });
}

async function noShift(browser, base) {
    for (const [width, again] of [[360, false], [1280, false], [360, true], [1280, true]]) {
        const context = await window(browser, {width});
        const page = await context.newPage();
        if (again) await somethingKept(page, base);
        await page.addInitScript(() => {
            globalThis.shifts = [];
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => globalThis.shifts.push(entry.value)))
                .observe({type: 'layout-shift', buffered: true});
        });
        for (const address of read) {
            await page.goto(base + address, {waitUntil: 'networkidle'});
            const shifts = await page.evaluate(() => globalThis.shifts);
            check(shifts.length === 0, 'shift', `${address} at ${width} px${again ? ' with something kept' : ''} moves by ${shifts.join(', ')}`);
        }
        await context.close();
    }
}

// What a browser waits for before it shows a page is the page, its style and the script that changes it before it is seen: four
// files of at most 30 kB together, packed, which are 150 ms of 1.6 Mbit/s.
async function waitedFor(browser, base) {
    for (const address of shownSoon) {
        const context = await window(browser, {width: 360});
        const page = await context.newPage();
        await page.goto(base + address, {waitUntil: 'load'});
        const sizes = await page.evaluate(() => [
            performance.getEntriesByType('navigation')[0],
            ...performance.getEntriesByType('resource').filter((each) => each.renderBlockingStatus === 'blocking'),
        ].map((each) => [new URL(each.name).pathname, each.encodedBodySize]));
        const sum = sizes.reduce((bytes, [, size]) => bytes + size, 0);
        check(sizes.length <= 4, 'waited', `${address} waits for ${sizes.map(([name]) => name)}`);
        check(sizes.every(([, size]) => size > 0) && sum <= 30 * kilobytes, 'waited', `${address} waits for ${sum} bytes: ${sizes.join(' ')}`);
        await context.close();
    }
}

// Something is seen within a second on a slow telephone (a processor of a quarter, 1.6 Mbit/s), the best of five: told here, and
// held to it only with --hold-times, since it is the machine's time, too, and whatever else the machine is doing.
async function firstPaint(browser, base) {
    for (const address of shownSoon) {
        let best = Infinity;
        for (let i = 0; i < 5 && best >= 1000; ++i) {
            const context = await window(browser, {width: 360});
            const page = await context.newPage();
            const session = await context.newCDPSession(page);
            await session.send('Network.emulateNetworkConditions',
                               {offline: false, latency: 40, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8});
            await session.send('Emulation.setCPUThrottlingRate', {rate: 4});
            await page.goto(base + address);
            best = Math.min(best, await page.evaluate(() => new Promise((resolve) => {
                new PerformanceObserver((list, observer) => {
                    observer.disconnect();
                    resolve(list.getEntries()[0].startTime);
                }).observe({type: 'paint', buffered: true});
            })));
            await context.close();
        }
        console.log(`first paint of ${address}: ${Math.round(best)} ms`);
        if (holdTimes) check(best < 1000, 'paint', `${address} is first seen after ${Math.round(best)} ms`);
    }
}

export const visits = [];
export const walks = [bytesOfATopic, kept, noShift, waitedFor, firstPaint];
