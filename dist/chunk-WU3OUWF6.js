import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
var e=["credentials","permission","no-extract","quota","timeout","bridge","unreachable","no-answer","unknown"];export{e as a};
