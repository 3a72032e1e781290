"""Drives the Tableau simulator with Tableau's own Python client, unmodified.

Usage: tsc_proof.py <server url>. Prints one line per check, `ok` or `FAILED`, and a count at the end. The names, tokens
and paths below are those of simulators/tableau/acme.ts; none is a secret of anything real.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.request
import uuid

import tableauserverclient as TSC

URL = sys.argv[1]
SITE = "acme"
counts = {"passed": 0, "failed": 0}


def check(name, holds, seen=""):
    counts["passed" if holds else "failed"] += 1
    print(f"{'ok     ' if holds else 'FAILED '} {name}{'' if holds else f' (saw {seen!r})'}")


def refused(error_type, call):
    try:
        call()
    except error_type as error:
        return error
    return None


def control(**command):
    request = urllib.request.Request(URL + "/__control", data=json.dumps(command).encode(), method="POST")
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def mint_jwt(scopes, secret="connected-app-secret-value", lifetime=300):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    now = int(time.time())
    head = part({"alg": "HS256", "typ": "JWT", "kid": "secret-1", "iss": "client-1"})
    body = part(
        {
            "iss": "client-1",
            "sub": "ci@example.com",
            "aud": "tableau",
            "jti": str(uuid.uuid4()),
            "iat": now - 5,
            "exp": now + lifetime,
            "scp": scopes,
        }
    )
    signed = head + b"." + body
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


def new_server():
    server = TSC.Server(URL)
    server.use_server_version()
    return server


def token(secret="s3cret"):
    return TSC.PersonalAccessTokenAuth("ci", secret, SITE)


def check_sign_in():
    server = TSC.Server(URL)
    info = server.server_info.get()
    check("server info without a session", info.rest_api_version == "3.27", info.rest_api_version)
    server.use_server_version()
    check("the client takes the server's version", server.version == "3.27", server.version)
    with server.auth.sign_in(token()):
        check("sign in by personal access token", server.is_signed_in())
        site = server.sites.get_by_id(server.site_id)
        check("the site is the one asked for", site.content_url == SITE, site.content_url)
    check("sign out ends the session", not server.is_signed_in())
    with server.auth.sign_in(TSC.TableauAuth("ci@example.com", "pw", SITE)):
        check("sign in by user and password", server.is_signed_in())
    bad = refused(TSC.FailedSignInError, lambda: server.auth.sign_in(token("wrong")))
    check("a wrong secret is refused with 401001", bad is not None and bad.code == "401001", bad)


def check_single_session():
    first, second = new_server(), new_server()
    first.auth.sign_in(token())
    with second.auth.sign_in(token()):
        lost = refused(TSC.FailedSignInError, lambda: first.workbooks.get())
        check("a second sign-in with the token ends the first session", lost is not None and lost.code == "401002", lost)


def check_jwt():
    server = new_server()
    scopes = ["tableau:content:read", "tableau:tasks:run", "tableau:jobs:read"]
    with server.auth.sign_in(TSC.JWTAuth(mint_jwt(scopes), site_id=SITE)):
        source = next(iter(server.datasources.filter(name="Orders")))
        done = server.jobs.wait_for_job(server.datasources.refresh(source), timeout=60)
        check("a JWT with the least scopes refreshes and waits", done.finish_code == 0, done.finish_code)
    with server.auth.sign_in(TSC.JWTAuth(mint_jwt(["tableau:content:read"]), site_id=SITE)):
        lacking = refused(TSC.FailedSignInError, lambda: server.datasources.refresh(source))
        check("a missing scope looks like a lost session", lacking is not None and lacking.code == "401002", lacking)
    forged = TSC.JWTAuth(mint_jwt(scopes, secret="not the secret"), site_id=SITE)
    bad = refused(TSC.FailedSignInError, lambda: server.auth.sign_in(forged))
    check("a JWT with a wrong signature is refused", bad is not None and "10084" in bad.detail, bad)


def check_content(server):
    everything = list(TSC.Pager(server.workbooks, TSC.RequestOptions(pagesize=2)))
    _, pagination = server.workbooks.get()
    check("workbooks come page by page", len(everything) == pagination.total_available > 2, len(everything))
    named = list(server.workbooks.filter(name="Weekly KPIs", project_name="Executive"))
    check("a filter by name and project finds one workbook", len(named) == 1, named)
    workbook = server.workbooks.get_by_id(named[0].id)
    check("a single workbook brings its views", "Overview" in [view.name for view in workbook.views], workbook.views)
    server.workbooks.populate_connections(workbook)
    check("its connections name their data sources", any(one.datasource_name for one in workbook.connections))
    view = next(iter(server.views.filter(content_url="WeeklyKPIs/sheets/Overview")))
    check("a view is found by its content URL", view.workbook_id == workbook.id, view.workbook_id)
    sources = list(server.datasources.all())
    check("data sources tell whether they hold an extract", any(one.has_extracts for one in sources))
    projects = {project.name for project in server.projects.all()}
    check("projects are listed", {"Finance", "Marketing"} <= projects, projects)
    unknown = refused(TSC.ServerResponseError, lambda: server.workbooks.get_by_id(str(uuid.uuid4())))
    check("an unknown workbook is 404006", unknown is not None and unknown.code == "404006", unknown)
    return workbook


def check_refresh(server, workbook):
    job = server.workbooks.refresh(workbook)
    queued = control(do="record")["jobs"][-1]
    check("a refresh is queued for the workbook", queued["id"] == job.id and queued["target"] == workbook.id, queued)
    listed = server.jobs.get()[0]
    check("the job is in the list of jobs", job.id in [one.id for one in listed])
    done = server.jobs.wait_for_job(job, timeout=60)
    check("waiting ends with finish code 0", done.finish_code == 0 and done.completed_at is not None, done)
    check("the job names its workbook", done.workbook_id == workbook.id, done.workbook_id)

    control(do="behave", target=workbook.id, result="failed", notes="Login failed\nfor user svc", seconds=1)
    failed = refused(TSC.JobFailedException, lambda: server.jobs.wait_for_job(server.workbooks.refresh(workbook)))
    check("a failed job raises JobFailedException with its notes", failed and "Login failed" in str(failed.notes), failed)

    control(do="behave", target=workbook.id, result="success", seconds=30)
    running = server.workbooks.refresh(workbook)
    again = server.workbooks.refresh(workbook)
    check("a second refresh meets 409093", again is None, again)
    server.jobs.cancel(running)
    gone = refused(TSC.JobCancelledException, lambda: server.jobs.wait_for_job(running))
    check("a cancelled job raises JobCancelledException", gone is not None, gone)
    control(do="behave", target=workbook.id, result="success", seconds=1)


def check_tasks(server):
    tasks, _ = server.tasks.get()
    check("extract refresh tasks are listed with their target", any(task.target is not None for task in tasks), tasks)
    own = next(task for task in tasks if task.target is not None)
    response = server.tasks.run(own)
    check("running a task answers with a job", b"RefreshExtract" in response, response)
    job = TSC.JobItem.from_response(response, server.namespace)[0]
    done = server.jobs.wait_for_job(job, timeout=60)
    check("the task's job can be waited for", done.finish_code in (0, 3), done.finish_code)


def check_quality_warnings(server):
    source = next(iter(server.datasources.filter(name="Orders")))
    server.datasources.populate_dqw(source)
    check("a data source has no data-quality warning at first", list(source.dqws) == [], source.dqws)
    message = 'Held back: "dbt test" failed & waits'
    added = server.datasources.add_dqw(source, TSC.DQWItem(warning_type="WARNING", message=message))[0]
    check("a warning is added with its message", (added.message, added.content_id) == (message, source.id), added.message)
    check("it belongs to the signed-in user", added.owner_id == server.user_id, added.owner_id)
    second = refused(TSC.ServerResponseError, lambda: server.datasources.add_dqw(source, TSC.DQWItem()))
    check("a second warning is refused", second is not None and second.code.startswith("409"), second)
    changed = server.datasources.update_dqw(source, TSC.DQWItem(warning_type="STALE", message="Old", severe=True))[0]
    seen = (changed.id, changed.warning_type, changed.message, changed.severe)
    check("a warning is changed", seen == (added.id, "STALE", "Old", True), seen)
    server.datasources.populate_dqw(source)
    listed = [(one.id, one.message, one.active, one.created_at is not None) for one in source.dqws]
    check("the list shows it", listed == [(added.id, "Old", True, True)], listed)
    server.datasources.delete_dqw(source)
    server.datasources.populate_dqw(source)
    check("a warning is removed", list(source.dqws) == [], source.dqws)
    control(do="configure", settings={"qualityWarnings": {"licensed": False}})
    unlicensed = refused(TSC.ServerResponseError, lambda: server.datasources.add_dqw(source, TSC.DQWItem()))
    check("a site without Data Management refuses", unlicensed is not None and unlicensed.code == "403157", unlicensed)
    control(do="configure", settings={"qualityWarnings": {"licensed": True}})


def check_metadata(server):
    query = """query W($first: Int, $afterToken: String) {
      workbooksConnection(first: $first, after: $afterToken, orderBy: {field: NAME, direction: ASC}) {
        nodes { luid name embeddedDatasources { hasExtracts upstreamDatasources { luid } upstreamTables { fullName } } }
        pageInfo { hasNextPage endCursor } totalCount } }"""
    pages = server.metadata.paginated_query(query, variables={"first": 2})["pages"]
    luids = [node["luid"] for page in pages for node in page["data"]["workbooksConnection"]["nodes"]]
    total = pages[0]["data"]["workbooksConnection"]["totalCount"]
    check("the Metadata API pages through all workbooks", len(luids) == len(set(luids)) == total, luids)
    plain = server.metadata.query('{ databaseTables(filter: {name: "fct_orders"}) { downstreamWorkbooks { luid } } }')
    found = [one["luid"] for table in plain["data"]["databaseTables"] for one in table["downstreamWorkbooks"]]
    check("a table names the workbooks downstream of it", len(found) > 0, plain)
    check("the backfill status answers", "backfillComplete" in server.metadata.backfill_status())


def main():
    check_sign_in()
    check_single_session()
    check_jwt()
    server = new_server()
    with server.auth.sign_in(token()):
        workbook = check_content(server)
        check_refresh(server, workbook)
        check_tasks(server)
        check_quality_warnings(server)
        check_metadata(server)
    alive = control(do="record")["sessionsAlive"]
    check("nothing is left signed in", alive == [], alive)
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
