using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Ingestion.Polling;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Reports degraded if sources fail or are held back: the service works but needs attention.</summary>
internal sealed class SourcesCheck(DueSources sources) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var failing = await sources.FailingAsync(3, cancellationToken);
            var suspect = await sources.SuspectAsync(cancellationToken);
            List<string> remarks = [];
            if (failing is [var worst, ..])
                remarks.Add($"{failing.Count} failing, first {worst.SourceId}: {worst.LastError}");
            if (suspect.First is { } first)
                remarks.Add($"{suspect.Count} looking wrong, first {first} (feedbot check --health tells why)");
            return remarks.Count > 0 ? HealthCheckResult.Degraded(string.Join("; ", remarks)) : HealthCheckResult.Healthy();
        }
        catch (System.Data.Common.DbException)
        {
            // The database check reports this.
            return HealthCheckResult.Degraded("unknown");
        }
    }
}
