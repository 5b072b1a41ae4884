// Where the visitor lives: remembered on this device alone, used or forgotten with one tap; and "use my location".
'use strict';
(() => {
    const key = 'sayso.place', off = 'sayso.place.off';
    const attempt = (what) => { try { return what(); } catch { return null; } };  // storage may be shut
    const recall = () => attempt(() => JSON.parse(localStorage.getItem(key)));
    // Whom somebody called tells where they live.
    const forget = () => attempt(() => {
        for (const each of [key, 'sayso.calls']) localStorage.removeItem(each);
        sessionStorage.setItem(off, '1');
    });
    const hidden = (form, name, value) => {
        form.querySelector(`input[type=hidden][name=${name}]`)?.remove();
        if (!value) return;
        const input = document.createElement('input');
        Object.assign(input, {type: 'hidden', name, value});
        form.append(input);
    };

    const line = document.querySelector('.place[data-zip]');
    if (line && !attempt(() => sessionStorage.getItem(off))) {
        const {zip, place, at, short} = line.dataset;
        attempt(() => localStorage.setItem(key, JSON.stringify({zip, place, at, short})));
    }
    for (const button of document.querySelectorAll('button[data-forget]')) {
        button.addEventListener('click', () => {
            forget();
            button.parentElement.textContent = button.dataset.done;
        });
    }

    const offer = (form, yours) => {
        const input = form.elements.zip, label = form.querySelector('label'), hint = form.querySelector('.hint');
        const before = [label.textContent, hint.textContent];
        const change = () => {
            hidden(form, 'place');
            hidden(form, 'at');
            [label.textContent, hint.textContent] = before;
            input.removeEventListener('input', change);
        };
        label.textContent = `${form.dataset.yours} ${yours.short}`;
        input.value = yours.zip;
        hidden(form, 'place', yours.place);
        hidden(form, 'at', yours.at);
        input.addEventListener('input', change);
        const button = document.createElement('button');
        Object.assign(button, {type: 'button', className: 'plain', textContent: form.dataset.forget});
        button.addEventListener('click', () => {
            forget();
            change();
            input.value = '';
            input.focus();
        });
        hint.textContent = `${form.dataset.kept} `;
        hint.append(button);
    };
    const yours = recall();
    for (const form of document.querySelectorAll('form.zip[data-yours]')) {
        form.addEventListener('submit', () => attempt(() => sessionStorage.removeItem(off)));
        if (yours?.zip && yours.short && !form.elements.zip.value) offer(form, yours);
    }

    for (const button of document.querySelectorAll('[data-locate]')) {
        const form = button.form, status = button.parentElement.querySelector('[role=status]');
        const send = ({coords}) => {
            if (coords.accuracy > 2000) return fail({});
            hidden(form, 'place');
            if (form.elements.address) form.elements.address.value = '';
            if (yours && form.elements.zip.value === yours.zip && form.classList.contains('zip')) form.elements.zip.value = '';
            hidden(form, 'at', `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`);
            form.submit();
        };
        const fail = ({code}) => {
            button.disabled = false;
            status.textContent = code === 1 ? button.dataset.denied : button.dataset.failed;
        };
        button.addEventListener('click', () => {
            status.textContent = button.dataset.busy;
            button.disabled = true;
            if (!navigator.geolocation) return fail({});
            navigator.geolocation.getCurrentPosition(send, fail, {timeout: 15000, maximumAge: 60000});
        });
    }
})();
