// Puts the page together and starts it.

import { toast } from "./announce.js";
import { startConversation } from "./conversation.js";
import { startCrm } from "./crm.js";
import { byId, fill, h, icon } from "./dom.js";
import { startKeys } from "./keys.js";
import { startModal } from "./modal.js";
import { startPeople } from "./people.js";
import { startSidebar } from "./sidebar.js";
import { on, page, start } from "./store.js";
import { startThread } from "./thread.js";
import { startTopbar } from "./topbar.js";
import { startTraffic } from "./traffic.js";
import { startWelcome } from "./welcome.js";

function showConnection() {
  const words = "The sandbox is not answering. Trying again until it does; nothing you see is lost.";
  fill(byId("banner"), page.online ? [] : h("p", {}, icon("warn"), words));
  document.body.classList.toggle("is-offline", !page.online);
}

startTopbar();
startPeople();
startSidebar();
startConversation();
startThread();
startModal();
startCrm();
startTraffic();
startKeys();
startWelcome();
on("connection", showConnection);
on("refused", (words) => toast(words, { problem: true }));
start();
