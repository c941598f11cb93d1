using Quartz;
using Yunhepan.FeedBot.Ingestion.Polling;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Polls the due sources. Runs may overlap: a slow source delays no other.</summary>
internal sealed class PollJob(SourcePolling polling, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await polling.PollDueAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service is stopping. Sources whose results were not stored are polled again after the next start.
        }
    }
}
