using Quartz;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Deletes what has outlived its use.</summary>
[DisallowConcurrentExecution]
internal sealed class PruneJob(Retention articles, AlertRetention alerts, SilentChats chats) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await alerts.PruneAsync(cancellationToken);
        await chats.PruneAsync(cancellationToken);
        await articles.PruneAsync(cancellationToken);
    }
}
