/* Part of a map: what a script outside of it may do, as a notebook's widget does: show a day, keep to some places and parties, be told of what is shown. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Handling) return;
  const { AREA, iso, fromIso } = ns.draw;

  ns.Handling = (Base) => class extends Base {
    /** Show only these places (ids), and of them those that these parties (ids) hold, contest or besiege; null is no limit. */
    keepTo(places, parties) {
      const ids = this.model.factions.map((f) => f[5]), before = String(this.kept && [...this.kept]);
      this.kept = places && new Set(places);
      if (before !== String(this.kept && [...this.kept])) this.fitKept();
      this.parties = parties && new Set(parties.map((id) => ids.indexOf(id)));
      this.counted = null;
      this.redraw(true);
      this.settle();
    }
    /** Move to the places that are kept; to all of them where there is no limit. */
    fitKept() {
      const at = this.kept ? this.model.places.filter((p) => this.kept.has(p.id) && p.cls < AREA && !Number.isNaN(p.x)).map((p) => [p.lat, p.lon]) : [];
      if (!at.length) { this.fit(); return; }
      this.map.fitBounds(at, { paddingTopLeft: [34, 60], paddingBottomRight: [60, 36], maxZoom: 9, animate: false });
      this.untouched = false;
    }
    /** Whether a place is among those to be shown. */
    passes(place) {
      if (this.kept && !this.kept.has(place.id)) return false;
      if (!this.parties) return true;
      const { holders, besiegers } = this.states[place.index];
      return holders.some((f) => this.parties.has(f)) || besiegers.some((f) => this.parties.has(f));
    }
    tell() { (this.watchers || []).forEach((watcher) => watcher({ date: iso(this.day), place: this.open ? this.open.id : "" })); }
    handling() {
      return {
        state: () => this.state(),
        show: (text) => { const day = fromIso(text); if (day !== null) this.show(day); },
        open: (id) => { const place = this.model.byId.get(id); if (place) { if (place !== this.open) this.goTo(place, null, false); } else this.close(); },
        keepTo: (places, parties) => this.keepTo(places, parties),
        watch: (watcher) => { (this.watchers = this.watchers || []).push(watcher); },
      };
    }
  };
})();
