using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Fails if the database does not answer or accepts no writes.</summary>
internal sealed class DatabaseCheck(RevisionLog log, DatabaseLocation location) : IHealthCheck
{
    /// <summary>Every writer tries again well within this time.</summary>
    private static readonly TimeSpan RecentTime = TimeSpan.FromSeconds(20);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await log.HeadAsync(cancellationToken);
            return StorageFaults.For(location).Within(RecentTime) is { } fault
                ? HealthCheckResult.Unhealthy($"nothing can be written: {fault}")
                : HealthCheckResult.Healthy($"revision {head}");
        }
        catch (System.Data.Common.DbException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
