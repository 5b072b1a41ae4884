// One question at a time, marked here: nothing is sent. What was right and what was missed stays on this device.
(() => {
  'use strict';
  const form = document.querySelector('form.quiz');
  if (!form) return;
  const word = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), form.dataset[`word${name}`]);
  const questions = [...form.querySelectorAll('fieldset')];
  const keys = questions.map((question) => question.dataset.key);
  const button = form.querySelector('button');
  const place = `sayso.quiz.${form.dataset.slug}`;

  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(place)) ?? {};
      const known = (list) => (Array.isArray(list) ? list.filter((key) => keys.includes(key)) : []);
      return {right: known(kept.right), missed: known(kept.missed)};
    } catch {
      return {right: [], missed: []};
    }
  };
  const keep = () => { try { localStorage.setItem(place, JSON.stringify(state)); } catch { /* this visit only */ } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } };
  let state = load();

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const progress = make('p', '', 'meta');
  form.prepend(progress);
  const end = make('section', '', 'quiz-end');
  end.tabIndex = -1;
  form.after(end);

  let queue = [], current = null, answered = false;
  const show = (question, focus) => {
    current = question;
    answered = false;
    for (const each of questions) each.hidden = each !== question;
    const at = questions.length - queue.length;
    progress.textContent = word('Progress', {n: at, all: questions.length});
    button.textContent = word('Check');
    if (focus) question.querySelector('input').focus();
  };
  // New ones first, then those that were missed.
  const begin = (focus) => {
    state = load();
    const open = keys.filter((key) => !state.right.includes(key));
    queue = [...open.filter((key) => !state.missed.includes(key)), ...open.filter((key) => state.missed.includes(key))]
      .map((key) => questions[keys.indexOf(key)]);
    for (const question of questions) clear(question);
    end.replaceChildren();
    form.hidden = queue.length === 0;
    if (queue.length) show(queue.shift(), focus);
    else finish(focus);
  };
  const clear = (question) => {
    question.querySelector('.verdict-box')?.remove();
    for (const input of question.querySelectorAll('input')) input.checked = input.disabled = false;
  };
  const verdict = (question, className, text) => {
    question.querySelector('.verdict-box')?.remove();
    const box = make('div', '', 'verdict-box');
    box.tabIndex = -1;
    box.append(make('p', text, `verdict ${className}`));
    question.append(box);
    return box;
  };
  const check = () => {
    const chosen = current.querySelector('input:checked');
    if (!chosen) {
      verdict(current, 'wrong', word('Choose')).focus();
      return;
    }
    const inputs = [...current.querySelectorAll('input')];
    const right = inputs[Number(current.dataset.right)];
    const good = chosen === right;
    const box = verdict(current, good ? 'right' : 'wrong', word(good ? 'Right' : 'Wrong'));
    if (!good && right) {
      const line = make('p', `${word('Answer')} `);
      line.append(make('strong', right.labels[0].textContent));
      box.append(line);
    }
    const explanation = current.querySelector('template');
    if (explanation) box.append(explanation.content.cloneNode(true));
    for (const input of inputs) input.disabled = true;
    const key = current.dataset.key;
    state.right = state.right.filter((each) => each !== key);
    state.missed = state.missed.filter((each) => each !== key);
    (good ? state.right : state.missed).push(key);
    keep();
    answered = true;
    button.textContent = word(queue.length ? 'Next' : 'Finish');
    box.focus();
  };
  const action = (text, act) => {
    const made = make('button', text, 'button-link');
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  };
  const finish = (focus) => {
    form.hidden = true;
    const all = state.right.length === questions.length;
    const title = make('h2', word('Score', {right: state.right.length, all: questions.length}));
    const buttons = make('p', '', 'quiz-buttons');
    if (all) {
      const actions = make('a', word('Actions'), 'button-link');
      actions.href = form.dataset.toActions;
      buttons.append(actions);
    } else {
      buttons.append(action(word('Again'), () => begin(true)));
    }
    buttons.append(action(word('Over'), () => { forget(); begin(true); }));
    end.replaceChildren(title, ...(all ? [make('p', word('Mastered'), 'verdict right')] : []), buttons);
    if (focus) end.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!answered) check();
    else if (queue.length) show(queue.shift(), true);
    else finish(true);
  });
  begin(false);
})();
