using Quartz;
using Yunhepan.FeedBot.Alerts.Adding;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Tells the followers of sources what has become of them.</summary>
[DisallowConcurrentExecution]
internal sealed class SourceNoticesJob(SourceNotices notices) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await notices.RunAsync(cancellationToken);
}
