using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Alerts.Targets;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Reports degraded if targets of feeds.json get no messages.</summary>
internal sealed class TargetsCheck(TargetTroubles troubles) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var failing = (await troubles.FindAsync(cancellationToken)).Where(f => f.Trouble is not null).ToList();
            return failing is [var (target, trouble), ..]
                ? HealthCheckResult.Degraded(
                    $"{failing.Count} failing, first {target} since {new ShownTime(trouble!.Since)}: {trouble.Reason}")
                : HealthCheckResult.Healthy();
        }
        catch (System.Data.Common.DbException)
        {
            // The database check reports this.
            return HealthCheckResult.Degraded("unknown");
        }
    }
}
