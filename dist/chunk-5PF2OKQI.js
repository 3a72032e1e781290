import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as e}from"./chunk-3YLLLGKD.js";function n({projectPath:r,name:o}){return[...r,o].join("/")}e(n,"discoveredPath");var a={dashboards:[],datasources:[],notices:[],incomplete:[],lineages:[],search:null};export{n as a,a as b};
