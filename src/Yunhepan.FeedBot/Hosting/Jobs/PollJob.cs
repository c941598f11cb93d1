using Quartz;
using Yunhepan.FeedBot.Ingestion.Polling;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Polls the sources whose time has come. Runs may overlap: a slow source holds up no other.</summary>
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
            // The service is stopping. What was not stored is polled again after the next start.
        }
    }
}
