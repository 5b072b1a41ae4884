// What this device remembers of the service, and one tap that forgets it.
(() => {
  'use strict';
  const part = document.querySelector('.device');
  if (!part) return;
  const attempt = (what) => { try { return what(); } catch { return null; } };
  const kept = (store) => attempt(() => Object.keys(store()).filter((key) => key.startsWith('sayso.'))) ?? [];
  const stores = [() => localStorage, () => sessionStorage];
  const say = part.querySelector('[role=status]');
  const button = part.querySelector('button');
  const show = (forgotten) => {
    const count = kept(stores[0]).length;
    button.disabled = count === 0;
    say.textContent = forgotten && !count ? part.dataset.forgotten
      : count ? part.dataset.some.replace('{count}', count) : part.dataset.none;
  };
  button.addEventListener('click', () => {
    for (const store of stores) for (const key of kept(store)) attempt(() => store().removeItem(key));
    show(true);
  });
  button.hidden = false;
  show(false);
})();
