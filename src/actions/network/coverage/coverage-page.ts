/** The page that Ubilling answers with, byte for byte: only its numbers, its moment and its circles are ours. */

export interface CoverageMap {
  readonly width: number;
  readonly height: number;
  /** lat, lon */
  readonly centre: string;
  readonly zoom: string;
  /** `2026-11-21_21:11:53`: part of the name under which the map is saved. */
  readonly moment: string;
  /** Places of switches, as `lat,lon`. */
  readonly places: readonly string[];
}

/** A circle of a hundred metres around each place, on a map. */
export function coveragePage({ width, height, centre, zoom, moment, places }: CoverageMap): string {
  const circles = places.map(circle).join('');
  return `<div id="ubmap" style="width: ${width}px; height:${height}px;"></div ><link rel="stylesheet" href="modules/jsc/leaflet/leaflet.css"><script src="modules/jsc/leaflet/leaflet.js"></script ><link rel="stylesheet" href="modules/jsc/leaflet-geocoder/Control.Geocoder.css"><script src="modules/jsc/leaflet-geocoder/Control.Geocoder.min.js"></script ><link rel="stylesheet" href="modules/jsc/leaflet-ruler/src/leaflet-ruler.css"><script src="modules/jsc/leaflet-ruler/src/leaflet-ruler.js"></script ><script src="modules/jsc/leaflet-easyprint/dist/bundle.js"></script ><script type = "text/javascript">
	var map = L.map('ubmap');
        map.setView([${centre}], ${zoom});
	L.tileLayer('https://{s}.tile.openstreetmap.org/{z}/{x}/{y}.png', {
		maxZoom: 18,
		attribution: '',
		id: 'mapbox.streets',
                
	}).addTo(map);
        
        var geoControl = new L.Control.Geocoder({showResultIcons: true, errorMessage: "Нічого не знайдено", placeholder: "Пошук"});
        geoControl.addTo(map);
        
        L.easyPrint({
	title: 'Експорт',
        defaultSizeTitles: {Current: 'Поточний', A4Landscape: 'A4 Landscape', A4Portrait: 'A4 Portrait'},
	position: 'topright',
        filename: 'ubillingmap_${moment}',
        exportOnly: true,
        hideControlContainer: true,
	sizeModes: ['Current', 'A4Landscape', 'A4Portrait'],
        }).addTo(map);

        
        var options = {
          position: 'topright',
          preferCanvas: 'true',
             lengthUnit: {        
        display: 'метрів',          
        decimal: 2,               
        factor: 1000,    
        label: 'Відстань:'           
      },
      angleUnit: {
        display: '&deg;',
        decimal: 2,        
        factor: null, 
        label: 'Азимут:'
      }
        };
        L.control.ruler(options).addTo(map);
           
	${circles}            
        

</script >`;
}

function circle(place: string): string {
  return `
           var circle = L.circle([${place}], {
                    color: '#009d25',
                    opacity: 0.8,
                    fillColor: '#00a20b55',
                    fillOpacity: 0.5,
                    radius: 100
                }).addTo(map);
`;
}
