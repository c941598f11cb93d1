using Quartz;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.Polling;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Counts the sources by health for the metrics, and logs overdue complaints.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthJob(SourceHealthReport report, PollingMetrics metrics, ComplaintBox complaints) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        metrics.Count(await report.CountAsync(cancellationToken));
        await complaints.RemindAsync(cancellationToken);
    }
}
