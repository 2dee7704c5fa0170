CREATE INDEX IF NOT EXISTS documents_by_committee ON documents (council, committee);
CREATE INDEX IF NOT EXISTS documents_by_directorate ON documents (council, directorate);
CREATE INDEX IF NOT EXISTS documents_by_meeting ON documents (meeting_date);
CREATE INDEX IF NOT EXISTS documents_by_status ON documents (status);
CREATE INDEX IF NOT EXISTS documents_by_bytes ON documents (sha256);
CREATE INDEX IF NOT EXISTS findings_by_rule ON findings (rule, subject);
CREATE INDEX IF NOT EXISTS findings_by_severity ON findings (severity);
CREATE INDEX IF NOT EXISTS findings_by_section ON findings (section);

CREATE VIEW IF NOT EXISTS findings_in_full AS
SELECT d.path AS document, d.title AS report, d.council, d.committee, d.directorate, d.meeting_date,
       f.severity, f.rule, r.title AS rule_title, f.subject, f.message, f.fix, f.place, f.section, f.page, f.quote
FROM findings f JOIN documents d ON d.id = f.document LEFT JOIN rules r ON r.id = f.rule
ORDER BY d.path, f.number;

CREATE VIEW IF NOT EXISTS unreadable_documents AS
SELECT path, problem, format, size, source FROM documents WHERE status = 'unreadable' ORDER BY path;

CREATE VIEW IF NOT EXISTS worst_documents AS
SELECT path, title, council, committee, directorate, meeting_date, errors, warnings, infos
FROM documents WHERE status <> 'unreadable' AND errors + warnings > 0
ORDER BY errors DESC, warnings DESC, infos DESC, path;

CREATE VIEW IF NOT EXISTS copies AS
SELECT sha256, count(*) AS documents, group_concat(path, char(10)) AS paths
FROM (SELECT sha256, path FROM documents WHERE sha256 IS NOT NULL ORDER BY path)
GROUP BY sha256 HAVING count(*) > 1;

CREATE VIEW IF NOT EXISTS counts_by_rule AS
SELECT f.rule, r.title, f.severity, count(*) AS findings, count(DISTINCT f.document) AS documents
FROM findings f LEFT JOIN rules r ON r.id = f.rule
GROUP BY f.rule, f.severity ORDER BY documents DESC, findings DESC, f.rule;

CREATE VIEW IF NOT EXISTS counts_by_section AS
SELECT f.section, d.directorate, d.committee, f.severity, count(*) AS findings, count(DISTINCT f.document) AS documents
FROM findings f JOIN documents d ON d.id = f.document WHERE f.section IS NOT NULL
GROUP BY f.section, d.directorate, d.committee, f.severity ORDER BY f.section, findings DESC;

CREATE VIEW IF NOT EXISTS counts_by_council AS
SELECT council, count(*) AS documents, sum(status = 'pass') AS passed, sum(status = 'fail') AS failed,
       sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos
FROM documents WHERE status <> 'unreadable' GROUP BY council ORDER BY council;

CREATE VIEW IF NOT EXISTS counts_by_committee AS
SELECT council, committee, count(*) AS documents, sum(status = 'pass') AS passed, sum(status = 'fail') AS failed,
       sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos
FROM documents WHERE status <> 'unreadable' GROUP BY council, committee ORDER BY council, committee;

CREATE VIEW IF NOT EXISTS counts_by_directorate AS
SELECT council, directorate, count(*) AS documents, sum(status = 'pass') AS passed, sum(status = 'fail') AS failed,
       sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos
FROM documents WHERE status <> 'unreadable' GROUP BY council, directorate ORDER BY council, directorate;

CREATE VIEW IF NOT EXISTS counts_by_month AS
SELECT substr(meeting_date, 1, 7) AS month, count(*) AS documents, sum(status = 'pass') AS passed,
       sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos
FROM documents WHERE status <> 'unreadable' AND meeting_date IS NOT NULL GROUP BY month ORDER BY month;
