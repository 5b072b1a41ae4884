// The call-out of the quiz tells how far this device has come.
(() => {
  'use strict';
  const call = document.querySelector('.quiz-call');
  if (!call) return;
  try {
    const kept = JSON.parse(localStorage.getItem(`sayso.quiz.${call.dataset.slug}`));
    const keys = call.dataset.keys.split(' ');
    const right = kept.right.filter((key) => keys.includes(key)).length;
    if (!right && !kept.missed.some((key) => keys.includes(key))) return;
    const all = right === keys.length;
    const text = all ? call.dataset.mastered : call.dataset.some;
    call.querySelector('p').textContent = text.replace('{right}', right).replaceAll('{all}', keys.length);
    call.querySelector('a').textContent = all ? call.dataset.over : call.dataset.goOn;
  } catch { /* nothing is kept, or nothing that can be read */ }
})();

// The definition of a person opens where the pointer or the keyboard's focus rests; a tap, Enter and Escape work
// without this.
(() => {
  'use strict';
  if (!HTMLElement.prototype.showPopover) return;
  for (const name of document.querySelectorAll('.mention')) {
    const card = document.getElementById(name.getAttribute('popovertarget'));
    if (!card) continue;
    let waiting = 0, hovered = false;
    const isOpen = () => card.matches(':popover-open');
    const open = () => {
      clearTimeout(waiting);
      if (isOpen()) return;
      card.showPopover({source: name});
      if (CSS.supports('position-area: bottom')) return;
      // Without anchors in the browser: below the name, within the window.
      const place = name.getBoundingClientRect();
      const left = Math.min(place.left, innerWidth - card.offsetWidth - 8);
      card.style.inset = `${Math.min(place.bottom, innerHeight - card.offsetHeight - 8)}px auto auto ${Math.max(8, left)}px`;
      card.style.margin = '0';
    };
    const close = () => { if (isOpen()) card.hidePopover(); };
    // Time for the pointer to go over to the definition.
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { hovered = false; close(); }, 300);
    };
    for (const element of [name, card]) {
      element.addEventListener('pointerenter', (event) => {
        if (event.pointerType !== 'mouse') return;
        clearTimeout(waiting);
        if (element === name && !isOpen()) { hovered = true; open(); }
      });
      element.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse' && hovered) later(); });
    }
    name.addEventListener('click', (event) => {
      // What hovering opened, a click keeps.
      if (hovered && isOpen()) { hovered = false; clearTimeout(waiting); event.preventDefault(); }
    });
    name.addEventListener('focus', () => { if (name.matches(':focus-visible')) open(); });
    name.addEventListener('blur', () => { if (!card.matches(':hover')) close(); });
  }
})();
