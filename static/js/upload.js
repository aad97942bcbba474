// Forms with files work without this file. With it each file is sent by itself: how far it is can be seen, and where the
// line breaks only what has not arrived is sent again, from the same page.
(() => {
  "use strict";
  const form = document.querySelector("form[enctype='multipart/form-data']");
  const box = document.getElementById("sending");
  if (!form || !box || !window.FormData || !window.Promise) return;
  const [told, bar, list, stop] = ["[role='status']", "progress", "ul", "button"].map((name) => box.querySelector(name));
  const fields = Array.from(form.querySelectorAll("input[type='file']"));
  const arrived = new Set();
  let sending = null;

  const same = (file) => [file.name, file.size, file.lastModified].join("/");

  const note = (file, words) => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    name.translate = false;
    line.append(name, ": ", words);
    list.append(line);
  };

  const send = (file, before, whole) => new Promise((done, failed) => {
    const said = new FormData();
    said.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    said.append("page", box.dataset.page || "");
    said.append("uploads", file);
    sending = new XMLHttpRequest();
    sending.upload.addEventListener("progress", (step) => { bar.value = (before + Math.min(step.loaded, file.size)) / whole; });
    sending.upload.addEventListener("load", () => { if (before + file.size >= whole) told.textContent = box.dataset.reading; });
    sending.addEventListener("error", failed);
    sending.addEventListener("abort", failed);
    sending.addEventListener("load", () => (sending.status >= 500 ? failed() : done(sending)));
    sending.open("POST", box.dataset.to);
    sending.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    sending.send(said);
  });

  const show = (answer) => {
    if (new URL(answer.responseURL).pathname !== box.dataset.to) return window.location.assign(answer.responseURL);
    document.open();
    document.write(answer.responseText);
    document.close();
  };

  const sendAll = async (files, go) => {
    const whole = files.reduce((sum, file) => sum + file.size, 0) || 1;
    let before = 0;
    let refused = 0;
    list.replaceChildren();
    box.hidden = bar.hidden = stop.hidden = false;
    bar.value = 0;
    told.textContent = box.dataset.sending;
    for (const file of files) {
      if (file.size > Number(fields[0].dataset.most)) {
        refused += 1;
        note(file, box.dataset.large);
      } else if (!arrived.has(same(file))) {
        const answer = await send(file, before, whole);
        if (!(answer.getResponseHeader("Content-Type") || "").includes("json")) return show(answer);
        const { problems, seen } = JSON.parse(answer.responseText);
        if (form.elements.seen) form.elements.seen.value = seen;
        arrived.add(same(file));
        refused += problems.length;
        if (problems.length) problems.forEach((words) => note(file, words.replace(`${file.name}: `, "")));
        else note(file, box.dataset.arrived);
      }
      before += file.size;
      bar.value = before / whole;
    }
    sending = null;
    fields.forEach((field) => { field.value = ""; });
    bar.hidden = stop.hidden = true;
    if (!refused) return go();
    told.textContent = box.dataset.some;
    box.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", (event) => {
    const files = fields.flatMap((field) => Array.from(field.files));
    if (!files.length) return;
    event.preventDefault();
    if (sending) return;
    const button = event.submitter;
    sendAll(files, () => {
      if (box.dataset.next) window.location.assign(box.dataset.next);
      else form.requestSubmit(button || undefined);
    }).catch(() => {
      sending = null;
      bar.hidden = stop.hidden = true;
      told.textContent = box.dataset.failed;
    });
  });
  stop.addEventListener("click", () => sending && sending.abort());
})();
