// Recourse works without this file. It adds: three times Esc to leave, copy and share buttons, the browser's time zone.
(() => {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    pressed = pressed.filter((at) => now - at < 2000).concat(now);
    const button = document.getElementById("exit");
    if (pressed.length >= 3 && button) button.form.submit();
  });

  const prepare = (root) => {
    all("[data-browser-zone]", root).forEach((field) => {
      field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    });
    all("[data-copy]", root).forEach((button) => {
      button.hidden = !navigator.clipboard;
    });
    all("[data-share]", root).forEach((button) => {
      button.hidden = !navigator.share;
    });
    all("[data-print]", root).forEach((button) => {
      button.hidden = false;
    });
    all("[data-secret]", root).forEach((field) => {
      const button = document.getElementById(field.dataset.secret);
      if (!button) return;
      field.type = "password";
      button.hidden = false;
      button.addEventListener("click", () => {
        const shown = field.type === "text";
        field.type = shown ? "password" : "text";
        button.setAttribute("aria-pressed", String(!shown));
      });
    });
  };

  const textOf = (button, name) => {
    const source = document.getElementById(button.dataset[name]);
    return source ? (source.value || source.textContent).trim() : "";
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) {
      navigator.clipboard.writeText(textOf(button, "copy")).then(() => {
        button.textContent = button.dataset.done;
      });
    } else if (button.dataset.share) {
      navigator.share({ text: textOf(button, "share") }).catch(() => {});
    } else if ("print" in button.dataset) {
      window.print();
    }
  });

  const summary = document.querySelector(".problems");
  if (summary) summary.focus();
  document.body.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(document);
})();
