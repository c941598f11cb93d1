using Quartz;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Deletes what has outlived its use.</summary>
[DisallowConcurrentExecution]
internal sealed class PruneJob(Retention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await retention.PruneAsync(cancellationToken);
}
