using Quartz;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Ingestion.Pages;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Deletes data that is no longer needed.</summary>
[DisallowConcurrentExecution]
internal sealed class PruneJob(PersonalData people, ListedPageRetention pages, AlertRetention alerts, SilentChats chats) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await alerts.PruneAsync(cancellationToken);
        await chats.PruneAsync(cancellationToken);
        // List texts about people whose data is removed are deleted after their articles.
        await people.ForgetAsync(cancellationToken);
        await pages.PruneAsync(cancellationToken);
    }
}
