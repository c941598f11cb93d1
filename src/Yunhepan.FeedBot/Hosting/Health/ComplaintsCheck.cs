using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Articles.Complaints;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>Reports degraded while a complaint is overdue.</summary>
internal sealed class ComplaintsCheck(ComplaintBox complaints) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var due = await complaints.DueAsync(cancellationToken);
            return due.Overdue > 0
                ? HealthCheckResult.Degraded($"{due.Overdue} overdue, the oldest since {due.NextDueAt:yyyy-MM-dd}: see feedbot complaints")
                : HealthCheckResult.Healthy(due.Open > 0 ? $"{due.Open} open, the next due {due.NextDueAt:yyyy-MM-dd}" : null);
        }
        catch (System.Data.Common.DbException)
        {
            // The database check reports this.
            return HealthCheckResult.Degraded("unknown");
        }
    }
}
