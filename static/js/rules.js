/** The page on which an escalation rule is written. */

import "./plans/area_map.js";
import "./rules/builder.js";
import "./rules/place_map.js";
