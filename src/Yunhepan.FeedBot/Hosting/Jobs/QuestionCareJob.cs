using Quartz;
using Yunhepan.FeedBot.Alerts.Questions;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Hands up questions that nobody answers, reminds desks, and erases old words.</summary>
[DisallowConcurrentExecution]
internal sealed class QuestionCareJob(QuestionCare care) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await care.RunAsync(cancellationToken);
}
