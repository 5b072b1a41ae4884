// What a caller's own device adds to a script: their name, larger text, a mode for reading; and the random name by which
// an outcome counts once a day. None of it but the last is ever sent. What was told of today's calls is kept, too, for the form
// that carries it from page to page: to go on where the page was closed.
'use strict';
(() => {
    const attempt = (what) => { try { return what(); } catch { return null; } };  // storage may be shut
    const recall = (key) => attempt(() => localStorage.getItem(`sayso.${key}`)) ?? '';
    const keep = (key, value) => attempt(() =>
        value ? localStorage.setItem(`sayso.${key}`, value) : localStorage.removeItem(`sayso.${key}`));

    const device = () => {
        const known = recall('device');
        if (known) return known;
        const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
        keep('device', made);
        return recall('device');  // empty where nothing can be kept: then the address counts
    };
    for (const input of document.querySelectorAll('input[name=device]')) input.value = device();

    const add = (form, name, value) => {
        if (!value || form.elements[name]) return;
        const input = document.createElement('input');
        Object.assign(input, {type: 'hidden', name, value});
        form.append(input);
    };
    const today = new Date().toLocaleDateString('en-CA');
    const told = Object.fromEntries(Object.entries(attempt(() => JSON.parse(recall('calls'))) ?? {}).filter(([, calls]) => calls.day === today));
    const flow = document.querySelector('form[data-calls]');
    if (flow?.hasAttribute('data-answered')) {
        const {results, seed} = flow.elements;
        delete told[location.pathname];
        if (results) told[location.pathname] = {day: today, results: results.value, seed: seed?.value};
        keep('calls', Object.keys(told).length ? JSON.stringify(told) : '');
    } else if (told[location.pathname]) {
        for (const form of document.querySelectorAll('form[data-calls], form.zip')) {
            add(form, 'results', told[location.pathname].results);
            add(form, 'seed', told[location.pathname].seed);
        }
    }

    const boxes = document.querySelectorAll('[data-fill]');
    const fill = (what, value) => {
        for (const blank of document.querySelectorAll(`[data-blank=${what}]`)) {
            blank.dataset.words ??= blank.textContent;
            blank.textContent = value || blank.dataset.words;
            blank.classList.toggle('filled', Boolean(value));
        }
    };
    // For the letter, that has these words in it.
    const filled = (box) => box.form?.dispatchEvent(new Event('input'));
    for (const box of boxes) {
        const what = box.dataset.fill;
        // Of a letter's lines (street, town, e-mail) a script says the first, and changes no other. What the service sent
        // back goes before what is kept.
        const kept = () => (box.tagName === 'TEXTAREA' ? [recall(what)] : recall(what).split('\n'));
        box.value = box.defaultValue || kept()[0];
        fill(what, box.value);
        box.addEventListener('input', () => {
            const typed = box.value.trim();
            keep(what, typed && [typed, ...kept().slice(1)].join('\n'));
            fill(what, typed);
        });
        if (box.value) filled(box);
    }
    document.querySelector('[data-forget-fill]')?.addEventListener('click', () => {
        for (const box of boxes) {
            box.value = '';
            keep(box.dataset.fill, '');
            fill(box.dataset.fill, '');
            filled(box);
        }
    });

    const toggle = (button, on) => {
        document.documentElement.classList.toggle(button.dataset.toggle, on);
        button.setAttribute('aria-pressed', on);
        keep(button.dataset.toggle, on ? '1' : '');
    };
    for (const button of document.querySelectorAll('[data-toggle]')) {
        if (recall(button.dataset.toggle)) toggle(button, true);
        button.addEventListener('click', () => toggle(button, button.getAttribute('aria-pressed') !== 'true'));
    }
    document.addEventListener('keydown', (event) => {
        const reading = document.querySelector('[data-toggle=reading][aria-pressed=true]');
        if (event.key === 'Escape' && reading) toggle(reading, false);
    });
})();
