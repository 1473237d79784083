// Says "accepted" where what was typed is another right answer, or the right one but for capitals, accents, marks
// between words or an article. Anki's own comparison stays as it is. What was typed is read from there.
(function () {
  try {
    var told = document.querySelector(".page .accepted");
    var compared = document.getElementById("typeans");
    if (!told || !compared || !document.getElementById("typearrow")) return; // nothing typed, or exactly right

    function plain(text) {
      var words = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
        .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/\u2212/g, "-")
        .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
        .replace(/([^\s\d])[-\u2010-\u2015]+(?=\S)/g, "$1 ")
        .split(/\s+/).map(function (word) {
          return word.replace(/^[.,;:!?"'()[\]\u2026\u201c-\u201f\u00ab\u00bb]+(?=.)/, "")
            .replace(/(.)[.,;:!?"'()[\]\u2026\u201c-\u201f\u00ab\u00bb]+$/, "$1");
        });
      return words.join(" ").trim().replace(/^(?:the|an?) (?=.)/, "");
    }

    var typed = "";
    for (var part = compared.firstChild; part && part.nodeName !== "BR"; part = part.nextSibling) {
      if (part.nodeName === "SPAN" && part.className !== "typeMissed") typed += part.textContent;
    }
    var right = Array.prototype.slice.call(document.querySelectorAll(".page > .answer, .page > .also li"));
    told.hidden = !typed || !right.some(function (one) { return plain(one.textContent) === plain(typed); });
  } catch (error) { /* the comparison is there without it */ }
})();
