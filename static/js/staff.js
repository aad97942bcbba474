// The desk works without this file. It adds: a word before the session ends.
(() => {
  "use strict";
  const note = document.getElementById("ends-soon");
  if (!note) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  let ends = Date.now() + Number(note.dataset.ends) * 1000;
  const look = () => {
    note.hidden = ends - Date.now() > 180000;
  };
  note.querySelector("button").addEventListener("click", () => {
    fetch(note.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token.value }, redirect: "error" })
      .then((answer) => answer.json())
      .then((said) => {
        ends = Date.now() + said.seconds * 1000;
        look();
      })
      .catch(() => window.location.reload());
  });
  window.setInterval(look, 5000);
})();
