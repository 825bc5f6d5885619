// Sets the chosen theme before the first paint, so that the page never flashes in the other one.
document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";
