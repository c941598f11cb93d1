using Quartz;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Reloads feeds.json when it changes.</summary>
[DisallowConcurrentExecution]
internal sealed class CatalogueJob(CatalogueWatch catalogue) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await catalogue.ReloadAsync(cancellationToken);
}
