/** The pages of response plans: the preview beside the list, and the map of a drawn area. */

import "./plans/area_map.js";
import "./plans/preview.js";
