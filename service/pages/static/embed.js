// Puts an action of this site on another page, where this script stands:
//   <script src="https://…/embed.js" data-action="topic/2" async></script>
// More: data-lang, data-group, data-title; data-accent, data-background, data-text, data-font, or --sayso-accent, … as
// custom properties of the place. Sets nothing but the frame, keeps nothing, asks nothing of the page but its colours.
(async () => {
    'use strict';
    const script = document.currentScript;
    const {action = '', lang, group, title} = script.dataset;
    if (!/^[a-z0-9-]+\/[1-9][0-9]*$/.test(action)) {
        console.error('Sayso: data-action names a topic and the number of its action, like "clean-water/2"');
        return;
    }
    const home = new URL(script.src);
    const address = new URL(`/embed/${action}`, home.origin);
    if (lang) address.searchParams.set('lang', lang);
    if (group) address.searchParams.set('group', group);

    // Any colour the browser knows, as six digits.
    const digits = (colour) => {
        const probe = document.createElement('span');
        probe.style.color = colour;
        if (!probe.style.color) return '';
        script.before(probe);
        const parts = getComputedStyle(probe).color.match(/^rgba?\((\d+), (\d+), (\d+)/);
        probe.remove();
        return parts ? parts.slice(1).map((part) => Number(part).toString(16).padStart(2, '0')).join('') : '';
    };
    // The page's colours are there once its stylesheets are.
    const happens = (what, names) => new Promise((done) => names.forEach((name) => what.addEventListener(name, done)));
    if (document.readyState !== 'complete') {
        const coming = [...document.querySelectorAll('link[rel~=stylesheet]')].filter((link) => !link.sheet);
        await Promise.race([Promise.all(coming.map((link) => happens(link, ['load', 'error']))), happens(window, ['load'])]);
    }
    const place = getComputedStyle(script.parentElement ?? document.documentElement);
    for (const name of ['accent', 'background', 'text', 'font']) {
        const wish = script.dataset[name] ?? place.getPropertyValue(`--sayso-${name}`).trim();
        const value = wish && (name === 'font' ? wish : digits(wish));
        if (value) address.searchParams.set(name, value);
    }

    const frame = document.createElement('iframe');
    frame.src = address;
    frame.title = title ?? 'Sayso';
    frame.loading = 'lazy';
    Object.assign(frame.style, {display: 'block', width: '100%', height: '40rem', border: '0', colorScheme: 'normal'});
    let shown = 0;
    addEventListener('message', (event) => {
        if (event.origin !== home.origin || event.source !== frame.contentWindow) return;
        const {sayso, height} = event.data ?? {};
        if (sayso === 'height' && Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 100), 20000)}px`;
        // The next page begins at its top.
        if (sayso === 'shown' && shown++ && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
    script.after(frame);
})();
