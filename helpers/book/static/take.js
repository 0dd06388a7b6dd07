// Copies the address of a figure, its citation with the address, or an address that restores an explorer's settings.
"use strict";

(() => {
  const addressOf = (id) => `${location.href.replace(/[?#].*/, "")}#${id}`;

  const textOf = async (button, link, citation, settings) => {
    if (link) return addressOf(link);
    if (citation) return `${button.previousElementSibling.textContent} ${addressOf(citation)}`;
    return addressOf(settings).replace("#", `?${settings}=${await window.oneShield.settings(settings)}#`);
  };

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy"); // pages that were opened from the file system have no other way
    area.remove();
    if (!done) throw new Error("the browser does not let a page copy");
  };

  for (const button of document.querySelectorAll(".os-copy")) {
    const label = button.textContent;
    const { link, citation, settings } = button.dataset;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      let text = "";
      try {
        text = await textOf(button, link, citation, settings);
        await copy(text);
        button.textContent = "Copied";
      } catch (error) {
        if (text) window.prompt(label, text); // the reader copies it by hand
        else console.error(error);
      }
      setTimeout(() => (button.textContent = label), 2000);
    });
  }
})();
