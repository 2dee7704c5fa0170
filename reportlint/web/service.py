"""What every request may need: the settings, the workers, the rules, the counters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlint.rulesets.rule import Ruleset
from reportlint.web.jobs import Answer, Job, JobFailed
from reportlint.web.metrics import Metrics
from reportlint.web.settings import Settings
from reportlint.web.workers import Pool


@dataclass(frozen=True, slots=True)
class Service:
    """rulesets: those that a request may choose from, by name."""

    settings: Settings
    pool: Pool
    rulesets: Mapping[str, Ruleset]
    metrics: Metrics

    async def run(self, job: Job, progress: Callable[[int], None] = lambda at: None) -> Answer:
        """What came of a job, counted. progress: told of each document's place when its turn comes. Raises JobFailed or Busy."""
        try:
            answer = await self.pool.run(job, progress)
        except JobFailed as failure:
            self.metrics.documents.labels(job.action, failure.kind).inc(len(job.documents))
            raise
        for status in answer.facts.get("statuses", ["read"]):
            self.metrics.documents.labels(job.action, status).inc()
        return answer
