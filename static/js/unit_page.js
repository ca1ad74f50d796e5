/** Entry of the crews' page. */

import "./crew/parts/unit_phone.js";
import { keepPage } from "./crew/keeping.js";

keepPage();
