/* What folium's own popups and icons call for, where the page does not bring it (jQuery, Leaflet.awesome-markers). */
window.$ = window.$ || ((html) => {
  const template = document.createElement("template");
  template.innerHTML = String(html).trim();
  return [...template.content.children];
});
L.AwesomeMarkers = L.AwesomeMarkers || { icon: () => new L.Icon.Default() };
