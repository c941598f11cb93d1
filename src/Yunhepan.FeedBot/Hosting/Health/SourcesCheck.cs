using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Articles.Refreshing;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Degraded when sources fail: the service works, but somebody should look.</summary>
internal sealed class SourcesCheck(DueSources sources) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var failing = await sources.FailingAsync(3, cancellationToken);
            return failing is [var worst, ..]
                ? HealthCheckResult.Degraded($"{failing.Count} failing, first {worst.SourceId}: {worst.LastError}")
                : HealthCheckResult.Healthy();
        }
        catch (System.Data.Common.DbException)
        {
            // The database's own check says so.
            return HealthCheckResult.Degraded("unknown");
        }
    }
}
