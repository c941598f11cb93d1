using Quartz;
using Yunhepan.FeedBot.Alerts.Questions;

namespace Yunhepan.FeedBot.Hosting.Jobs;

/// <summary>Sends what was said about questions to publishers.</summary>
[DisallowConcurrentExecution]
internal sealed class QuestionsJob(QuestionOutbox outbox) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await outbox.RunAsync(cancellationToken);
}
