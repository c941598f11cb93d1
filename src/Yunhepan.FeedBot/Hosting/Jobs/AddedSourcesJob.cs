using Quartz;
using Yunhepan.FeedBot.Alerts.Adding;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>
/// Brings the added sources into the catalogue: chats follow and leave them by many ways, and other nodes may have added some.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class AddedSourcesJob(AddedSourceCatalogue added) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await added.RefreshAsync(cancellationToken);
}
