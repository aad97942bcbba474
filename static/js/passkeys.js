// Passkeys: the form's button asks the browser, the answer goes into the form's hidden field.
(() => {
  "use strict";
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const opened = (options) => {
    const key = options.publicKey;
    key.challenge = toBytes(key.challenge);
    if (key.user) key.user.id = toBytes(key.user.id);
    for (const list of [key.excludeCredentials, key.allowCredentials]) {
      for (const known of list || []) known.id = toBytes(known.id);
    }
    return options;
  };

  const told = (credential) => {
    const said = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) said[name] = toText(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: said,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  for (const form of document.querySelectorAll("[data-passkey]")) {
    const button = form.querySelector("button");
    const failed = form.querySelector("[role=alert]");
    button.disabled = !(window.PublicKeyCredential && navigator.credentials);
    failed.hidden = !button.disabled;
    button.addEventListener("click", async () => {
      try {
        const options = opened(JSON.parse(document.getElementById(form.dataset.options).textContent)[form.dataset.passkey === "create" ? "creation_options" : "request_options"]);
        form.elements.credential.value = JSON.stringify(told(await navigator.credentials[form.dataset.passkey](options)));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
