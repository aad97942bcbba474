// The page that checks a paper: a chosen file is hashed here, and only its SHA-256 is sent.
(() => {
  "use strict";
  const form = document.getElementById("check");
  const file = form && form.querySelector("input[type=file]");
  const most = 200 * 1024 * 1024;
  if (!file || !window.crypto || !window.crypto.subtle) return;
  const stays = document.getElementById("file-stays");
  const runs = document.getElementById("check-runs");
  const fingerprint = form.querySelector("[data-fingerprint]");
  stays.textContent = stays.dataset.words;
  const hex = (digest) => Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  form.addEventListener("submit", async (event) => {
    const chosen = file.files[0];
    if (!chosen || chosen.size > most) return;
    event.preventDefault();
    runs.textContent = runs.dataset.words;
    try {
      fingerprint.value = hex(await window.crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
      file.disabled = true;
      form.submit();
    } catch {
      runs.textContent = runs.dataset.failed;
    }
  });
  window.addEventListener("pageshow", () => {
    file.disabled = false;
    fingerprint.value = "";
    runs.textContent = "";
  });
})();
