using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Targets;

/// <summary>
/// Tells the operators' chats once when a target fails, and once when it works again. Like the notices of sources, it compares what is
/// so with what each chat was told, so nothing is queued that could be lost or become untrue (ADR 90).
/// </summary>
public sealed partial class TargetNotices(
    IServiceScopeFactory scopes, SourceNewsSender sender, TimeProvider time, ILogger<TargetNotices> logger)
{
    /// <summary>Tells everybody who has something to hear now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<AlertsDb>());
        var operators = await services.GetRequiredService<AddedSourceReview>().OperatorsAsync(cancellationToken);
        if (operators.Count == 0)
            return;
        var troubles = services.GetRequiredService<TargetTroubles>();
        var found = await troubles.FindAsync(cancellationToken);
        var keys = found.Select(f => KeyOf(f.Target)).ToList();
        var told = (await db.ToldSources.AsNoTracking().Where(t => keys.Contains(t.SourceId)).ToListAsync(cancellationToken))
            .ToDictionary(t => (t.SubscriberId, t.SourceId));
        foreach (var (target, trouble) in found)
        {
            foreach (var chat in operators.Where(sender.SpeaksTo))
            {
                var before = told.GetValueOrDefault((chat.Id, KeyOf(target)));
                var isKnown = (before?.Trouble is not null) == (trouble is not null);
                // That nothing fails any more does not yet mean that something gets through.
                if (!isKnown && (before is null || time.GetUtcNow() - before.SayingAt >= NoticeRule.Again)
                    && (trouble is not null || before is null
                        || await troubles.IsReachedAsync(target, before.SayingAt, cancellationToken)))
                    await TellAsync(services, chat, target, trouble, before is null, cancellationToken);
            }
        }
    }

    private async Task TellAsync(
        IServiceProvider services, Subscriber chat, Target target, TargetTrouble? trouble, bool isFirst,
        CancellationToken cancellationToken)
    {
        var claims = services.GetRequiredService<ToldSources>();
        if (!await claims.ClaimAsync(chat, KeyOf(target), isFirst, cancellationToken))
            return;
        var clock = services.GetRequiredService<ChatSettings>().ClockOf(chat);
        var news = new TargetNews(
            target.Id, target.Kind, trouble is null ? null : trouble with { Since = clock.At(trouble.Since) }, chat.Language);
        var message = new OutgoingMessage.AboutTarget(news)
        {
            DeliveryId = $"target-{target.Id}-{(trouble?.Since ?? time.GetUtcNow()).ToUnixTimeSeconds()}-{chat.Id}",
        };
        var result = await sender.SendAsync(chat, message, $"target {target.Id}", cancellationToken);
        var step = trouble is null ? SourceStep.Works : SourceStep.Dead;
        await claims.SettleAsync(chat, KeyOf(target), step, null, result, CancellationToken.None);
        var label = chat.Label;
        LogTold(label, target.Id, step);
    }

    // Among what chats were told of sources, whose ids contain no colon.
    private static string KeyOf(Target target) => "target:" + target.Id;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Chat} is told about target {Target}: {Step}")]
    private partial void LogTold(string chat, string target, SourceStep step);
}
