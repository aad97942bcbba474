// The sum of the page "One moment", done by ALTCHA's worker. Without it the reader waits and presses the button.
(() => {
  "use strict";
  const form = document.getElementById("proof");
  if (!form || !window.Worker || !window.crypto || !window.crypto.subtle) return;
  const sum = JSON.parse(form.dataset.challenge);
  const worker = new Worker(form.dataset.worker);
  const byWaiting = document.getElementById("by-waiting");
  const byWork = document.getElementById("by-work");
  const givenUp = () => {
    worker.terminate();
    byWaiting.hidden = false;
    byWork.textContent = "";
  };
  byWaiting.hidden = true;
  byWork.textContent = byWork.dataset.words;
  worker.onerror = givenUp;
  worker.onmessage = (event) => {
    if (!event.data || event.data.number === undefined) return givenUp();
    const { algorithm, challenge, salt, signature } = sum;
    const solved = { algorithm, challenge, number: event.data.number, salt, signature };
    form.querySelector("[data-solved]").value = btoa(JSON.stringify(solved));
    form.submit();
  };
  worker.postMessage({ type: "work", payload: sum, start: 0, max: sum.maxNumber });
})();
