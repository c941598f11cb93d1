using Quartz;
using Yunhepan.FeedBot.Ingestion.Push;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Subscribes to WebSub hubs and renews the leases.</summary>
[DisallowConcurrentExecution]
internal sealed class PushJob(PushSubscriptions subscriptions) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await subscriptions.AskDueAsync(cancellationToken);
}
