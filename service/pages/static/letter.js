// The letter, filled in on this device: what is typed goes into the text here and nowhere else, unless a PDF is asked for.
'use strict';
{
    const box = document.querySelector('[data-letter]');
    const form = box.querySelector('form');
    const paper = box.querySelector('.paper');
    const status = form.querySelector('.status');
    const field = (name) => form.elements[name];
    const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
    const inWords = (date) => new Intl.DateTimeFormat(box.dataset.lang, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(date));

    const write = (part, words, blank) => {
        if (!part) return;
        part.replaceChildren(...words.flatMap((line, i) => (i ? [document.createElement('br'), line] : [line])));
        part.classList.toggle('by-hand', Boolean(blank));
    };

    const today = () => {
        const now = new Date();
        return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    };

    const period = (part, from, until) => {
        if (!part) return;
        const {period: both, from: begin, until: end} = box.dataset;
        const sentence = from && until ? both : from ? begin : end;
        write(part, [sentence.replace('%1', from && inWords(from)).replace('%2', until && inWords(until))]);
        part.hidden = !from && !until;
    };

    const chosen = () => form.querySelector('[name=to]:checked');

    const text = () => [...paper.children].filter((part) => !part.hidden).map((part) => {
        if (part.tagName === 'OL') return [...part.children].map((item, i) => `${i + 1}. ${item.textContent}\n`).join('');
        return [...part.childNodes].map((node) => (node.nodeName === 'BR' ? '\n' : node.textContent)).join('') + '\n';
    }).join('\n');

    const mail = () => {
        const link = form.querySelector('[data-mail]');
        const subject = paper.querySelector('.subject:not([hidden])')?.textContent ?? box.dataset.file;
        const to = encodeURIComponent(chosen()?.dataset.email ?? '');
        link.href = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text().replaceAll('\n', '\r\n'))}`;
    };

    const update = () => {
        const to = chosen();
        const agency = to ? 'agency' in to.dataset : false;
        const fee = field('fee')?.value;
        for (const part of paper.children) {
            const {for: whom, fee: ofFee, to: addressee} = part.dataset;
            part.hidden = Boolean((whom && (whom === 'agency') !== agency) || (ofFee && ofFee !== fee) || (addressee && addressee !== to?.value));
        }
        if (field('fee')) field('fee').closest('p').hidden = !agency;
        period(paper.querySelector('[data-dates]'), field('from')?.value, field('until')?.value);
        const name = lines(field('name').value), address = lines(field('address').value);
        const {name: sayName, address: sayAddress} = box.dataset;
        write(paper.querySelector('.sender'), [...(name.length ? name : [sayName]), ...(address.length ? address : [sayAddress])],
            !name.length && !address.length);
        write(paper.querySelector('.name'), name.length ? name : [sayName], !name.length);
        write(paper.querySelector('.date'), [inWords(today())]);
        field('today').value = new Date(today()).toISOString().slice(0, 10);
        mail();
    };

    const download = () => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([text().replaceAll('\n', '\r\n')], {type: 'text/plain'}));
        link.download = `${box.dataset.file}.txt`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    };

    const copy = async () => {
        try {
            await navigator.clipboard.writeText(text());
            status.textContent = status.dataset.copied;
        } catch {
            getSelection().selectAllChildren(paper);
            status.textContent = status.dataset.failed;
        }
    };

    form.addEventListener('input', update);
    form.querySelector('[data-without]').hidden = true;
    const copyButton = form.querySelector('[data-copy]'), printButton = form.querySelector('[data-print]');
    copyButton.hidden = printButton.hidden = false;
    copyButton.addEventListener('click', copy);
    printButton.addEventListener('click', () => print());
    form.querySelector('[value=txt]').addEventListener('click', (event) => {
        event.preventDefault();
        download();
    });
    // Enter in a field is no wish for a file.
    form.addEventListener('submit', (event) => {
        if (event.submitter === form.querySelector('[data-without]')) event.preventDefault();
    });
    update();
}
