using Quartz;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>After an upgrade, indexes what the older version stored; else finds nothing to do.</summary>
[DisallowConcurrentExecution]
internal sealed class IndexJob(IndexCatchUp index, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await index.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Shutting down: the rest is indexed after the start.
        }
    }
}
