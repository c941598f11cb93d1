using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Reports degraded while the file on disk is invalid and the previous one is in use.</summary>
internal sealed class CatalogueCheck(CatalogueWatch catalogue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalogue.LastFaults is [var fault, ..]
            ? HealthCheckResult.Degraded(
                $"the file is refused, the previous one stays in use: ({fault.Line},{fault.Column}) {fault.Path}: {fault.Message}")
            : HealthCheckResult.Healthy($"{catalogue.Current.Sources.Count} sources"));
}
