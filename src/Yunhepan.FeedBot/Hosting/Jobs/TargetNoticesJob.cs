using Quartz;
using Yunhepan.FeedBot.Alerts.Targets;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Tells the operators which targets fail.</summary>
[DisallowConcurrentExecution]
internal sealed class TargetNoticesJob(TargetNotices notices) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await notices.RunAsync(cancellationToken);
}
