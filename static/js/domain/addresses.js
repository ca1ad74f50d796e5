/** Addresses as people of the city say them. */

/** Leave out the city's own name in front: everybody at the desk knows in which city they are. */
export function localAddress(address, city) {
  for (const name of [city.name_ko, city.name_en]) {
    if (name && address.startsWith(`${name} `)) return address.slice(name.length + 1);
  }
  return address;
}
