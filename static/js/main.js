// Attaches each module to the elements that ask for it with data-component. Every page works without.
import card from "./components/card.js";
import copy from "./components/copy.js";
import display from "./components/display.js";
import folded from "./components/folded.js";
import kept from "./components/kept.js";
import marks from "./components/marks.js";
import notes from "./components/notes.js";
import outline from "./components/outline.js";
import place from "./components/place.js";
import save from "./components/save.js";
import speech from "./components/speech.js";
import suggest from "./components/suggest.js";
import waiting from "./components/waiting.js";

const components = { card, copy, display, folded, kept, marks, notes, outline, place, save, speech, suggest, waiting };

for (const element of document.querySelectorAll("[data-component]")) {
  components[element.dataset.component]?.(element);
}
