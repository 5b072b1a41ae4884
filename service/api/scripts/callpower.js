// For a form made for CallPower: <script src="https://our.host/api/campaign/ID/embed.js"></script>. Reads the same options and
// fields, asks /call/create, and shows whom to call and what to say. Needs no other script and sets no cookies.
(() => {
  'use strict';
  const source = new URL(document.currentScript.src);
  const campaignId = decodeURIComponent(source.pathname.split('/').at(-2));
  const options = window.CallPowerOptions || {};
  const spanish = (document.documentElement.lang || '').startsWith('es');
  const words = spanish ? {
    dial: 'Marque este número y le comunicamos con cada oficina:', direct: 'O llame usted directamente:', say: 'Qué decir',
    close: 'Cerrar', failed: 'No se pudo preparar la llamada. Inténtelo de nuevo.',
  } : {
    dial: 'Dial this number and we connect you to each office:', direct: 'Or call directly:', say: 'What to say',
    close: 'Close', failed: 'The call could not be prepared. Please try again.',
  };

  // An option may be a selector, an element, or a list that holds one.
  const find = (option, usual) => {
    const asked = options[option] || usual;
    return typeof asked === 'string' ? document.querySelector(asked) : asked instanceof Element ? asked : asked[0] || null;
  };

  const made = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  const number = (phone, text) => made('a', text, {href: `tel:${phone}`});

  function shown(answer) {
    const box = made('div', '', {class: 'callpower-script'});
    if (answer.fromNumber) {
      const line = made('p', `${words.dial} `);
      line.append(number(answer.fromNumber, answer.fromNumber));
      box.append(line);
    }
    const targets = answer.targets.objects || [];
    if (targets.length) {
      const list = made('ul', '');
      for (const target of targets) {
        const item = made('li', `${target.title} ${target.name}: `.trimStart());
        item.append(number(target.phone, target.phone));
        list.append(item);
      }
      box.append(made('p', words.direct), list);
    }
    const script = made('div', '');
    script.innerHTML = answer.script;  // HTML of our own making, in which whatever people wrote is escaped
    box.append(made('h2', words.say), script);
    return box;
  }

  function display(form, answer) {
    const how = options.scriptDisplay || 'overlay';
    if (how === 'redirect') return location.assign(answer.redirect);
    const box = shown(answer);
    if (how === 'replace') {
      form.after(box);
      form.hidden = true;
      return;
    }
    if (how === 'alert') {
      alert(box.textContent);
      return form.submit();
    }
    if (how !== 'overlay') return;
    const dialog = made('dialog', '', {class: 'callpower-overlay', 'aria-label': words.say});
    const close = made('button', options.overlayCloseText || words.close, {type: 'button'});
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      setTimeout(() => form.submit(), options.submitDelay || 0);
    });
    dialog.append(box, close);
    document.body.append(dialog);
    dialog.showModal();
  }

  function tell(form, message) {
    form.parentNode.querySelectorAll('.callpower-error').forEach((old) => old.remove());
    if (!message) return form.classList.remove('has-error');
    form.classList.add('has-error');
    form.after(made('p', message, {class: 'callpower-error', role: 'alert'}));
  }

  async function ask(form) {
    const fields = new URLSearchParams({campaignId, userCountry: 'US'});
    const place = find('locationField', '#location_id');
    if (place && place.value) fields.set('userLocation', place.value);
    const ref = new URLSearchParams(location.search).get('ref');
    if (ref) fields.set('ref', ref.slice(0, 64));
    try {
      // In the body, so that the place stands in nobody's log.
      const response = await fetch(new URL('/call/create', source), {method: 'POST', body: fields});
      const answer = await response.json();
      if (!response.ok || answer.campaign !== 'live') return tell(form, answer.description || words.failed);
      tell(form, '');
      if (typeof options.onSuccess === 'function') return options.onSuccess(answer);
      display(form, answer);
    } catch (error) {
      tell(form, words.failed);
    }
  }

  function begin() {
    const form = find('form', '#call_form');
    if (!form) return console.warn('CallPower: there is no form here; set CallPowerOptions.form.');
    if (form.dataset.callpower) return;  // a page may load the script under both its names
    form.dataset.callpower = campaignId;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
