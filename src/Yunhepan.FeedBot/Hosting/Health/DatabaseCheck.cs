using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Fails when the database does not answer.</summary>
internal sealed class DatabaseCheck(RevisionLog log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return HealthCheckResult.Healthy($"revision {await log.HeadAsync(cancellationToken)}");
        }
        catch (System.Data.Common.DbException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
