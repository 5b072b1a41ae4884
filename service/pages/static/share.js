// Passing an action on: copies text and link, or hands them to the device's own share sheet. Prints a sheet.
'use strict';
{
    const box = document.querySelector('[data-share]');
    const printer = document.querySelector('[data-print-page]');
    if (printer) {
        printer.hidden = false;
        printer.addEventListener('click', () => print());
    }
    if (box) {
        const {title, text, url} = box.dataset;
        const status = box.querySelector('.status');
        const now = box.querySelector('[data-share-now]'), copy = box.querySelector('[data-share-copy]');
        copy.hidden = false;
        copy.addEventListener('click', async () => {
            try {
                await navigator.clipboard.writeText(`${text} ${url}`);
                status.textContent = status.dataset.copied;
            } catch {
                box.querySelector('#share-link').select();
                status.textContent = status.dataset.failed;
            }
        });
        if (navigator.share) {
            now.hidden = false;
            // Closing the share sheet without sharing is no failure.
            now.addEventListener('click', () => navigator.share({title, text, url}).catch(() => {}));
        }
    }
}
