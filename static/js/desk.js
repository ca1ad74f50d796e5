/** The desk's beginning: fetch the reference, open the live line, define the parts. */

import "./ui/safety_desk.js";
