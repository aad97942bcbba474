// Forms with files work without this file. It adds: how far the upload is, and trying again without losing the page.
(() => {
  "use strict";
  const form = document.querySelector("form[enctype='multipart/form-data']");
  const box = document.getElementById("sending");
  if (!form || !box || !window.FormData || !window.URL) return;
  const bar = box.querySelector("progress");
  const told = box.querySelector("[role='status']");
  const stop = box.querySelector("button");
  let sending = null;

  const failed = () => {
    sending = null;
    bar.hidden = stop.hidden = true;
    told.textContent = box.dataset.failed;
  };

  form.addEventListener("submit", (event) => {
    const chosen = Array.from(form.querySelectorAll("input[type='file']")).some((field) => field.files.length);
    if (!chosen) return;
    event.preventDefault();
    if (sending) return;
    sending = new XMLHttpRequest();
    box.hidden = bar.hidden = stop.hidden = false;
    bar.removeAttribute("value");
    told.textContent = box.dataset.sending;
    sending.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = step.loaded / step.total;
    });
    sending.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      told.textContent = box.dataset.reading;
    });
    sending.addEventListener("error", failed);
    sending.addEventListener("abort", failed);
    sending.addEventListener("load", () => {
      const done = sending;
      sending = null;
      if (done.status >= 500 || done.status === 413) return failed();
      if (new URL(done.responseURL).pathname !== window.location.pathname) return window.location.assign(done.responseURL);
      document.open();
      document.write(done.responseText);
      document.close();
    });
    sending.open("POST", form.action || window.location.href);
    const said = new FormData(form);
    if (event.submitter && event.submitter.name) said.append(event.submitter.name, event.submitter.value);
    sending.send(said);
  });
  stop.addEventListener("click", () => sending && sending.abort());
})();
