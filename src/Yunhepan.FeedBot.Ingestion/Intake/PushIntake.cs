using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Push;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Intake;

/// <summary>Takes a document that a hub pushed, if it is signed with the secret that we gave that hub.</summary>
public sealed partial class PushIntake(
    IngestionDb db, PushSubscriptions subscriptions, CatalogueSources sources, SourceReader reader, SourceIntake intake, TimeProvider time,
    IOptions<RefreshingOptions> options, ILogger<PushIntake> logger)
{
    /// <returns>False if the callback is unknown, so that the hub may drop the subscription.</returns>
    public async Task<bool> TakeAsync(
        string token, ReadOnlyMemory<byte> content, string? contentType, string? signature, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(token, cancellationToken) is not { } lease
            || sources.Find(lease.SourceId) is not { Enabled: true } source)
            return false;
        if (!HubSignature.IsValid(signature, lease.Secret, content.Span))
        {
            // An unsigned push is ignored without an error, so that nobody can learn from the response (WebSub section 8).
            LogUnsigned(source.Id);
            return true;
        }

        lease.RecordPush(time.GetUtcNow());
        var state = await db.SourceStates.AsNoTracking().SingleAsync(s => s.SourceId == source.Id, cancellationToken);
        int? found = 0;
        var reading = reader.ReadPushed(source, content, contentType, cancellationToken);
        if (reading is SourceReading.Read { Document.Items.Count: > 0 } read && state.FirstSuccessAt is not null)
            found = await intake.TakePushedAsync(source, state, read, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Pages may have been noted for reading; a push that could not be read is replaced by a poll. What must be seen twice is
        // polled later, because the feed behind a push is the same document.
        var now = time.GetUtcNow();
        var pollBy = reading is not SourceReading.Read || found is null || state.LeftOut > 0 ? now
            : state.WantsAnotherLook ? now + options.Value.ConfirmAfter : PollSchedule.Never;
        await db.WakeAsync(state, pollBy, now, cancellationToken);
        LogPushed(source.Id, found ?? 0);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId}: its hub pushed {ArticleCount} new articles")]
    private partial void LogPushed(string sourceId, int articleCount);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Source {SourceId}: ignored a push to its callback without a valid signature of its hub")]
    private partial void LogUnsigned(string sourceId);
}
