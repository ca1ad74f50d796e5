/** The maps of the pages of administration: areas with what is wrong with them, and the drawing. */

import "./administration/area_drawing.js";
import "./administration/areas_map.js";
