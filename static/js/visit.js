// How long a case stays open in this browser: warns before it closes, and clears the screen when it has.
(() => {
  "use strict";
  const box = document.getElementById("closing");
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  if (!box) return;
  const LOOK = 5000;
  const warned = Number(box.dataset.warned) * 1000;
  let end = Date.now() + Number(box.dataset.left) * 1000;
  let asking = false;

  const show = () => {
    box.hidden = end - Date.now() > warned;
  };
  const over = () => window.location.replace(box.dataset.over);

  // Another window may have been used meanwhile: the server knows. Asking does not keep the case open, staying does.
  const ask = (options) => {
    if (asking) return;
    asking = true;
    fetch(box.dataset.ask, { headers: { Accept: "application/json" }, ...options })
      .then((answer) => (answer.ok ? answer.json() : { left: 0 }))
      .then((said) => {
        end = Date.now() + said.left * 1000;
        if (said.left <= 0) over();
        show();
      })
      .catch(() => Date.now() > end && over())
      .finally(() => {
        asking = false;
      });
  };

  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ method: "POST", body: new URLSearchParams(new FormData(event.target)) });
  });
  const look = () => end - Date.now() <= warned && ask();
  document.addEventListener("visibilitychange", look);
  window.setInterval(look, LOOK);
})();
